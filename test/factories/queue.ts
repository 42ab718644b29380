import { Department } from '../../src/models/department.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { buildComplaint } from './complaints.ts';
import type { Cast } from './people.ts';

/** The moment so many days before now. */
export const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);

/** A queue of complaints of every kind that is not rejected, by title; Rosa, who filed most, is of HR. */
export async function buildQueue({ elena, emil, rosa, sam }: Cast): Promise<Record<string, number>> {
  const hr = await Department.findOne({ where: { name: 'HR' }, rejectOnEmpty: true });
  await UserProfile.update({ departmentId: hr.id }, { where: { userId: rosa.id } });
  const rows = {
    fresh: { reporter: rosa, urgency: 'critical', createdAt: daysAgo(1) },
    stale: { reporter: sam, urgency: 'low', type: 'Network', createdAt: daysAgo(4) },
    elenas: { reporter: rosa, assignee: elena, status: 'in_progress', createdAt: daysAgo(3.1) },
    waiting: { reporter: sam, assignee: elena, status: 'waiting', createdAt: daysAgo(2) },
    emils: { reporter: rosa, assignee: emil, status: 'assigned', urgency: 'high', createdAt: daysAgo(2.5) },
    resolved: { reporter: rosa, assignee: elena, status: 'resolved', createdAt: daysAgo(9) },
    closed: { reporter: sam, assignee: elena, status: 'closed', createdAt: daysAgo(30) },
  } as const;
  const ids: Record<string, number> = {};
  for (const [title, row] of Object.entries(rows)) {
    ids[title] = (await buildComplaint({ ...row, title, lastActivityAt: row.createdAt })).id;
  }
  return ids;
}
