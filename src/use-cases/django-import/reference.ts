import { inTransaction } from '../../database/transaction.ts';
import { recordCreated } from '../records/record-change.ts';
import type { Author } from '../../journal/events.ts';
import { textIn } from './clean.ts';
import type { ImportRun } from './import-run.ts';
import type { Became } from './imported-rows.ts';
import { Numbers } from './numbers.ts';
import { planNames, tellUnused, type PlannedName, type Standing } from './reference-names.ts';
import { REFERENCE, type ReferenceTable } from './reference-tables.ts';

/** What ids of the old portal's names are here, by table of the old portal. */
export type Ids = ReadonlyMap<number, number>;

interface Planned extends PlannedName {
  readonly targetId: number;
}

interface TablePlan {
  readonly table: ReferenceTable;
  readonly plans: readonly Planned[];
}

const MERGED = 'called like another one, or named so in the map file';

/** What a planned row ends up in. */
function endOf(plan: PlannedName | Standing): PlannedName | Standing {
  return 'partOf' in plan && plan.partOf !== undefined ? endOf(plan.partOf) : plan;
}

async function planTable(run: ImportRun, table: ReferenceTable): Promise<TablePlan> {
  const { source, ledger, map } = run;
  if (!source.has(table.source)) return { table, plans: [] };
  const rows = await source.all(table.source);
  ledger.expect(table.source, rows.length);
  const standing = (await table.model.findAll({ order: [['id', 'ASC']] })).map((row): Standing => ({
    id: Number(row.get('id')),
    name: String(row.get('name')),
  }));
  const known = await run.imported.of(table.source);
  const { noun, length, keyOf } = table;
  const names = table.mapOf(map);
  const planning = { table: table.source, noun, rows, standing, known, map: names, ledger, length };
  const plans = planNames({ ...planning, ...(keyOf === undefined ? {} : { keyOf }) });
  tellUnused(
    names,
    rows.map((row) => textIn(row, 'name')),
    noun,
    ledger,
  );
  return { table, plans: await numbered(table, plans) };
}

async function numbered(table: ReferenceTable, plans: readonly PlannedName[]): Promise<Planned[]> {
  const fresh = plans.filter((plan) => plan.known === undefined && plan.partOf === undefined);
  const numbers = new Numbers(table.target, Math.max(0, ...plans.map(({ sourceId }) => sourceId)));
  const given = await numbers.give(fresh.map(({ sourceId }) => sourceId));
  const idOf = (plan: PlannedName): number => {
    const end = endOf(plan);
    if (!('sourceId' in end)) return end.id;
    return end.known ?? given.get(end.sourceId) ?? 0;
  };
  return plans.map((plan) => ({ ...plan, targetId: idOf(plan) }));
}

function account({ ledger }: ImportRun, { table, plans }: TablePlan): void {
  for (const { sourceId, known, partOf } of plans) {
    if (known !== undefined) ledger.before(table.source);
    else if (partOf === undefined) ledger.taken(table.source);
    else ledger.merged(table.source, sourceId, MERGED);
  }
}

async function write(by: Author, run: ImportRun, { table, plans }: TablePlan): Promise<void> {
  const fresh = plans.filter(({ known }) => known === undefined);
  for (const { row, name, partOf, targetId } of fresh) {
    if (partOf !== undefined) continue;
    const values = { ...table.values(row, name, run.map), id: targetId, name };
    await recordCreated(by, await table.model.create(values));
  }
  await run.imported.remember(
    fresh.map(({ sourceId, targetId, partOf }): Became => ({
      table: table.source,
      id: sourceId,
      targetId,
      as: partOf === undefined ? 'row' : 'part',
    })),
  );
}

/**
 * Moves departments, groups, types, statuses and headings of the FAQ: what is called alike is the same.
 *
 * @returns what their numbers are here, by table of the old portal.
 */
export async function moveReference(run: ImportRun): Promise<ReadonlyMap<string, Ids>> {
  const plan = async (): Promise<TablePlan[]> => {
    const planned: TablePlan[] = [];
    for (const table of REFERENCE) planned.push(await planTable(run, table));
    return planned;
  };
  const writing = async (): Promise<TablePlan[]> => {
    const planned = await plan();
    for (const one of planned) await write(run.by, run, one);
    return planned;
  };
  const planned = await (run.dryRun ? plan() : run.attempt(() => inTransaction(writing)));
  for (const one of planned) account(run, one);
  return new Map(
    planned.map(({ table, plans }) => [
      table.source,
      new Map(plans.map(({ sourceId, targetId }) => [sourceId, targetId])),
    ]),
  );
}
