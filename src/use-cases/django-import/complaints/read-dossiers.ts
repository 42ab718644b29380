import { selectOnce } from '../../../database/select.ts';
import { idIn, type SourceRow } from '../clean.ts';
import type { ImportRun } from '../import-run.ts';
import type { ImportedRows } from '../imported-rows.ts';
import { PARTS, type Dossier, type Part } from '../story/dossier.ts';
import { keyOf } from './row-fates.ts';

/** Complaints of one transaction. */
export const BATCH = 200;
const COMPLAINTS = 'complaints_complaint';

/** Some complaints, and what earlier runs took of them. */
export interface Batch {
  readonly dossiers: readonly Dossier[];
  /** What their numbers are here, of those that were taken. */
  readonly targets: ReadonlyMap<number, number | null>;
  /** Those of them that are still here. */
  readonly present: ReadonlySet<number>;
  /** Rows that were taken, by `keyOf`. */
  readonly known: ReadonlySet<string>;
}

function grouped(rows: readonly SourceRow[]): Map<number, SourceRow[]> {
  const groups = new Map<number, SourceRow[]>();
  for (const row of rows) {
    const id = idIn(row, 'complaint_id') ?? 0;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return groups;
}

async function presentAmong(ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await selectOnce<{ id: number }>(`SELECT id FROM complaints WHERE id IN (${ids.join(', ')})`);
  return new Set(rows.map(({ id }) => id));
}

/** Rows of these complaints that were taken before. */
async function knownOf(
  imported: ImportedRows,
  parts: ReadonlyMap<Part, readonly SourceRow[]>,
): Promise<Set<string>> {
  const known = new Set<string>();
  for (const [part, rows] of parts) {
    const ids = rows.map((row) => idIn(row, 'id') ?? 0);
    for (const id of (await imported.among(PARTS[part], ids)).keys())
      known.add(keyOf({ table: PARTS[part], id }));
  }
  return known;
}

/** The next complaints with all that belongs to them; none: there are no more. */
export async function readDossiers({ source, imported }: ImportRun, after: number): Promise<Batch> {
  const rows = await source.after(COMPLAINTS, after, BATCH);
  const ids = rows.map((row) => idIn(row, 'id') ?? 0);
  const parts = new Map<Part, SourceRow[]>();
  for (const part of Object.keys(PARTS) as Part[])
    parts.set(part, await source.naming(PARTS[part], 'complaint_id', ids));
  const byComplaint = new Map([...parts].map(([part, all]) => [part, grouped(all)]));
  const targets = await imported.among(COMPLAINTS, ids);
  const of = (part: Part, id: number): SourceRow[] => byComplaint.get(part)?.get(id) ?? [];
  const dossiers = rows.map((row, index): Dossier => {
    const id = ids[index] ?? 0;
    const { history, remarks, userRemarks } = {
      history: of('history', id),
      remarks: of('remarks', id),
      userRemarks: of('userRemarks', id),
    };
    const others = {
      closings: of('closings', id),
      ratings: of('ratings', id),
      feedback: of('feedback', id),
      files: of('files', id),
    };
    return { id, row, history, remarks, userRemarks, ...others };
  });
  return {
    dossiers,
    targets,
    present: await presentAmong([...targets.values()].filter((id) => id !== null)),
    known: await knownOf(imported, parts),
  };
}
