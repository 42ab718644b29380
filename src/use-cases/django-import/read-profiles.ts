import { idIn, type SourceRow } from './clean.ts';
import type { ImportRun } from './import-run.ts';
import { chooseProfiles } from './profiles.ts';

const TABLE = 'core_userprofile';

/** The profiles of these people, one each, and which rows were taken before; accounts for those of nobody. */
export async function readProfiles(
  run: ImportRun,
  people: ReadonlySet<number>,
): Promise<{ profiles: ReadonlyMap<number, SourceRow>; known: ReadonlyMap<number, number | null> }> {
  const { source, ledger } = run;
  const all = await source.all(TABLE);
  ledger.expect(TABLE, all.length);
  const isOf = (row: SourceRow): boolean => people.has(idIn(row, 'user_id') ?? 0);
  for (const row of all)
    if (!isOf(row)) ledger.skipped(TABLE, idIn(row, 'id') ?? 0, 'its person does not exist');
  return { profiles: chooseProfiles(all.filter(isOf), ledger), known: await run.imported.of(TABLE) };
}
