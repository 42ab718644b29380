import { col, fn, type WhereOptions } from 'sequelize';
import { Complaint, type Urgency } from '../../models/complaint.ts';
import { STATUS_CATEGORIES, Status, type StatusCategory } from '../../models/status.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { userPolicy } from '../../policies/user.ts';

const LABELS: Readonly<Record<StatusCategory, string>> = {
  new: 'New complaints',
  open: 'Complaints in work',
  pending: 'Waiting for the reporter',
  resolved: 'Resolved complaints',
  closed: 'Closed complaints',
};
const NEWEST = 8;

/** A number and the list that it counts. */
export interface Count {
  readonly label: string;
  readonly count: number;
  readonly resourceId: 'complaints' | 'users';
  readonly filters: Readonly<Record<string, string>>;
}

/** A complaint in a few words. */
export interface ComplaintInBrief {
  readonly id: number;
  readonly title: string;
  readonly status: string;
  readonly urgency: Urgency;
  readonly reporter: string;
  readonly createdAt: Date;
}

async function complaintsByCategory(visible: WhereOptions): Promise<Count[]> {
  const rows = await Complaint.findAll({
    attributes: ['statusId', [fn('COUNT', col('id')), 'complaints']],
    where: visible,
    group: ['statusId'],
  });
  const statuses = await Status.findAll({ attributes: ['id', 'category'] });
  return STATUS_CATEGORIES.map((category) => {
    const ids = new Set(statuses.filter((status) => status.category === category).map(({ id }) => id));
    const counts = rows
      .filter(({ statusId }) => ids.has(statusId))
      .map((row) => Number(row.get('complaints')));
    return {
      label: LABELS[category],
      count: counts.reduce((sum, one) => sum + one, 0),
      resourceId: 'complaints',
      filters: { 'filters.category': category },
    };
  });
}

async function newestComplaints(visible: WhereOptions): Promise<ComplaintInBrief[]> {
  const rows = await Complaint.findAll({
    where: visible,
    include: [
      { model: User, as: 'reporter', attributes: ['username', 'firstName', 'lastName'] },
      { model: Status, as: 'status', attributes: ['name'] },
    ],
    order: [['id', 'DESC']],
    limit: NEWEST,
  });
  return rows.map(({ id, title, status, urgency, reporter, createdAt }) => ({
    id,
    title,
    status: status?.name ?? '',
    urgency,
    reporter: reporter?.displayName ?? '',
    createdAt,
  }));
}

/** How much there is to look after and what came in last, as far as the actor may see it. */
export async function overview(actor: Actor): Promise<{ counts: Count[]; newest: ComplaintInBrief[] }> {
  const visible = complaintPolicy.visibleTo(actor);
  const counts = await complaintsByCategory(visible);
  if (userPolicy.may(actor, 'list')) {
    const people = await User.count({ where: { isActive: true } });
    const filters = { 'filters.isActive': 'true' };
    counts.push({ label: 'Active users', count: people, resourceId: 'users', filters });
  }
  return { counts, newest: await newestComplaints(visible) };
}
