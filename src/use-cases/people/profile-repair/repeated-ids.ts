import { database, isSqlite } from '../../../database/connect.ts';
import type { Problem, Somebody } from './finding.ts';
import type { ProfileRow } from './read-facts.ts';
import { TABLE } from './read-schema.ts';

/** Whichever of the rows with one id comes first by this keeps it; plan and repair have to agree. */
export const ROW_ORDER = [
  'id',
  'userId',
  'departmentId',
  'phoneNumber',
  'mainPortalId',
  'emailNotifications',
] as const;

const LAST_FIRST =
  'user_id DESC, department_id DESC, phone_number DESC, main_portal_id DESC, email_notifications DESC';

/** The rows, each with an id of its own, and what is to be changed for that. */
export function tellApart(
  rows: readonly ProfileRow[],
  users: ReadonlyMap<number, Somebody>,
): { readonly profiles: ProfileRow[]; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const profiles = [...rows];
  let highest = Math.max(0, ...rows.map(({ id }) => id));
  // From the last one on: the repair can only take the last of the rows that are left with that id.
  for (let place = rows.length - 1; place >= 0; place -= 1) {
    const row = rows[place];
    if (row === undefined || (row.id > 0 && rows[place - 1]?.id !== row.id)) continue;
    highest += 1;
    const { userId, id: before } = row;
    profiles[place] = { ...row, id: highest };
    const username = users.get(userId ?? 0)?.username ?? null;
    problems.push({ kind: 'repeated_id', profileId: highest, before, userId, username });
  }
  return { profiles: profiles.toSorted((a, b) => a.id - b.id), problems };
}

/** Gives one of several rows with the same id, or a row without one, an id of its own. */
export async function giveOwnId({ profileId, before }: Problem & { kind: 'repeated_id' }): Promise<void> {
  const replacements = { profileId, before };
  const which = `COALESCE(id, 0) = :before ORDER BY ${LAST_FIRST} LIMIT 1`;
  const where = isSqlite() ? `rowid = (SELECT rowid FROM ${TABLE} WHERE ${which})` : which;
  await database().query(`UPDATE ${TABLE} SET id = :profileId WHERE ${where}`, { replacements });
}
