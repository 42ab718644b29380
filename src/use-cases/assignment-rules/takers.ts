import { database, isSqlite } from '../../database/connect.ts';
import { takeTurns } from '../../database/turns.ts';
import { boundList, select } from '../../database/select.ts';
import { UNSOLVED } from '../../policies/complaint-steps.ts';
import { today } from '../people/away.ts';
import { holdersOf } from '../people/holders-of.ts';

/** To whom a rule gives work: one person, or one of a group; both are null where whoever it named is gone. */
export interface RuleTarget {
  readonly personId: number | null;
  readonly groupId: number | null;
}

const PRESENT = `
  SELECT u.id FROM users u LEFT JOIN user_profiles p ON p.user_id = u.id
  WHERE u.is_active = 1 AND u.takes_work = 1 AND u.id IN (${holdersOf('complaints.work')}) AND (p.away_until IS NULL OR p.away_until < $today)
    AND (u.id = $personId OR u.id IN (SELECT user_id FROM user_groups WHERE group_id = $groupId))
  ORDER BY u.id`;

/** Those of a rule who can be given work today: active, with the right to it, and not away. */
export async function takersOf({ personId, groupId }: RuleTarget): Promise<number[]> {
  const rows = await select<{ id: number }>(PRESENT, { personId, groupId, today: today() });
  return rows.map(({ id }) => id);
}

/**
 * Makes whoever gives work to one of these people at the same moment wait. First in its transaction: what is read
 * afterwards is as those left it who were waited for.
 */
export async function holdTakers(ids: readonly number[]): Promise<void> {
  // SQLite has one writer at a time and knows no row locks.
  if (isSqlite()) return;
  await takeTurns(...ids.map((id) => `taker:${id}`));
  await database().query(
    `SELECT id FROM user_profiles WHERE user_id IN (${ids.join(', ')}) ORDER BY user_id FOR UPDATE`,
  );
}

const OPEN = UNSOLVED.map((category) => `'${category}'`).join(', ');

/** These people, who has the least open work first; of those with as much, who was given some longest ago. */
export async function byOpenWork(ids: readonly number[]): Promise<number[]> {
  const { places, bind } = boundList(ids);
  const load = `SELECT COUNT(*) FROM complaints c JOIN statuses s ON s.id = c.status_id WHERE c.assignee_id = p.user_id AND s.category IN (${OPEN})`;
  const rows = await select<{ id: number }>(
    `SELECT p.user_id AS id, (${load}) AS openLoad FROM user_profiles p WHERE p.user_id IN (${places})
     ORDER BY openLoad, p.given_work_at IS NOT NULL, p.given_work_at, p.user_id`,
    bind,
  );
  return rows.map(({ id }) => id);
}
