import { presentMoment } from '../../database/present-moment.ts';
import { readMoment, select, storedMoment } from '../../database/select.ts';

/** A change may be seen so much later than it was made, in milliseconds: its transaction took longer, or clocks differ. */
const LATE_MS = 15_000;

/** How the changes of the last seconds looked at the last poll, by person. */
let looked = new Map<number, string>();

/** Whose list of news changed since the last poll: something was added, or read. One statement, whoever listens. */
export async function changedLists(): Promise<Set<number>> {
  const since = storedMoment(new Date(presentMoment().getTime() - LATE_MS));
  const rows = await select<{ personId: number; changes: number; last: Date | string }>(
    `SELECT recipient_id AS personId, COUNT(*) AS changes, MAX(updated_at) AS last FROM notifications
    WHERE channel = 'portal' AND updated_at > $since GROUP BY recipient_id`,
    { since },
  );
  // What is no longer of the last seconds looks different as well, which costs a question and tells nothing.
  const looks = rows.map(
    ({ personId, changes, last }) => [personId, `${changes} ${readMoment(last).getTime()}`] as const,
  );
  const changed = looks.filter(([personId, look]) => looked.get(personId) !== look);
  looked = new Map(looks);
  return new Set(changed.map(([personId]) => personId));
}

/** Nobody listens any more. */
export function forgetLists(): void {
  looked = new Map();
}
