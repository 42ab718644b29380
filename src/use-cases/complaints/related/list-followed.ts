import { readMoment, select } from '../../../database/select.ts';
import type { StatusCategory } from '../../../models/status.ts';
import { displayName } from '../../../models/user.ts';
import type { Person } from '../../../policies/actor.ts';

/** Most that are listed. */
const MOST = 20;

/** A complaint of somebody else that a person follows. */
export interface FollowedComplaint {
  readonly id: number;
  readonly title: string;
  readonly status: string;
  readonly category: StatusCategory;
  readonly reporter: string;
  readonly lastActivityAt: Date;
}

interface Row extends Omit<FollowedComplaint, 'reporter' | 'lastActivityAt'> {
  readonly username: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly lastActivityAt: Date | string;
}

const STATEMENT = `
  SELECT c.id, c.title, s.name AS status, s.category, c.last_activity_at AS lastActivityAt,
    u.username, u.first_name AS firstName, u.last_name AS lastName
  FROM watchers w JOIN complaints c ON c.id = w.complaint_id
  JOIN statuses s ON s.id = c.status_id JOIN users u ON u.id = c.reporter_id
  WHERE w.user_id = $person ORDER BY c.last_activity_at DESC, c.id DESC LIMIT ${MOST}`;

/** The complaints that a person follows, those with the latest activity, the last active first. */
export async function listFollowed(person: Person): Promise<FollowedComplaint[]> {
  const rows = await select<Row>(STATEMENT, { person: person.id });
  return rows.map(({ username, firstName, lastName, lastActivityAt, ...row }) => ({
    ...row,
    reporter: displayName({ username, firstName, lastName }),
    lastActivityAt: readMoment(lastActivityAt),
  }));
}
