import { idIn, type SourceRow } from './clean.ts';
import type { ImportRun } from './import-run.ts';
import type { Ids } from './reference.ts';

const TABLE = 'auth_user_groups';
/** Numbers rows of a table that has none: no installation has so many groups. */
const GROUPS_MOST = 1_000_000;

/** Who was in which group, and which rows of the old portal say so. */
export interface Memberships {
  /** Groups here that rows which were not taken yet put somebody into, by ids of the old portal. */
  readonly fresh: ReadonlyMap<number, ReadonlySet<number>>;
  /** Everybody who was in any. */
  readonly members: ReadonlySet<number>;
  readonly rows: ReadonlyMap<number, readonly number[]>;
}

const keyOf = (row: SourceRow): number =>
  idIn(row, 'id') ?? (idIn(row, 'user_id') ?? 0) * GROUPS_MOST + (idIn(row, 'group_id') ?? 0);

/** Reads who was in which group, and accounts for what names nobody. */
export async function readMemberships(
  run: ImportRun,
  groups: Ids,
  people: ReadonlySet<number>,
): Promise<Memberships> {
  const { source, ledger } = run;
  const rows = await source.all(TABLE);
  const known = await run.imported.of(TABLE);
  ledger.expect(TABLE, rows.length);
  const fresh = new Map<number, Set<number>>();
  const members = new Set<number>();
  const rowsOf = new Map<number, number[]>();
  for (const row of rows) {
    const [id, userId] = [keyOf(row), idIn(row, 'user_id') ?? 0];
    const groupId = groups.get(idIn(row, 'group_id') ?? 0);
    if (!people.has(userId)) ledger.skipped(TABLE, id, 'its person does not exist');
    else if (groupId === undefined) ledger.skipped(TABLE, id, 'its group does not exist');
    else {
      members.add(userId);
      if (known.has(id)) ledger.before(TABLE);
      else if (fresh.get(userId)?.has(groupId) === true)
        ledger.merged(TABLE, id, 'the same group, written in another way');
      else {
        ledger.taken(TABLE);
        fresh.set(userId, (fresh.get(userId) ?? new Set<number>()).add(groupId));
      }
      if (!known.has(id)) rowsOf.set(userId, [...(rowsOf.get(userId) ?? []), id]);
    }
  }
  return { fresh, members, rows: rowsOf };
}
