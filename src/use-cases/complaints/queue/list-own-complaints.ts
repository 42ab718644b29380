import { select } from '../../../database/select.ts';
import type { Person } from '../../../policies/actor.ts';
import {
  ownComplaints,
  pageBounds,
  type OwnComplaints,
  type OwnPage,
  type OwnView,
} from '../steps/own-complaint.ts';

/** Which of somebody's complaints, with their status `s`, are in a view. */
const IN_VIEW: Readonly<Record<OwnView, string>> = {
  all: '',
  open: "AND s.category <> 'closed'",
  closed: "AND s.category = 'closed'",
};

/** Statuses are few: their rows are counted by the index alone. */
const COUNTS = `SELECT SUM(counted.n) AS total, SUM(CASE WHEN s.category = 'closed' THEN counted.n ELSE 0 END) AS done
FROM (SELECT status_id, COUNT(*) AS n FROM complaints WHERE reporter_id = $reporter GROUP BY status_id) AS counted
JOIN statuses s ON s.id = counted.status_id`;

async function countsOf(reporter: number): Promise<Record<OwnView, number>> {
  // Sums are texts with MySQL, and nothing where nothing was added.
  const [row] = await select<{ total: unknown; done: unknown }>(COUNTS, { reporter });
  const [all, closed] = [Number(row?.total ?? 0), Number(row?.done ?? 0)];
  return { all, open: all - closed, closed };
}

/** What the person filed, the newest first; a page beyond the last is the last. */
export async function listOwnComplaints(
  person: Person,
  asked: OwnPage = 1,
  view: OwnView = 'all',
): Promise<OwnComplaints> {
  const counts = await countsOf(person.id);
  const { page, pages, from, size } = pageBounds(counts[view], asked);
  // Written out: MySQL takes no number of a prepared statement there as drivers send it.
  const which = `${IN_VIEW[view]} ORDER BY c.id DESC LIMIT ${size} OFFSET ${from}`;
  const complaints = await ownComplaints(person.id, which, {});
  return { complaints, total: counts[view], counts, page, pages };
}
