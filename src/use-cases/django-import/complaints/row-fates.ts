import type { Ledger } from '../ledger.ts';
import { idIn } from '../clean.ts';
import { PARTS, type Dossier, type Fates, type Part, type SourceKey } from '../story/dossier.ts';

/** A row of the old portal as one text. */
export const keyOf = ({ table, id }: SourceKey): string => `${table} ${id}`;

/** What becomes of the rows of one complaint, as long as it is not certain. */
export class RowFates implements Fates {
  readonly #fates = new Map<string, { fate: 'merged' | 'skipped'; why: string }>();

  merged(table: string, id: number, why: string): void {
    this.#fates.set(keyOf({ table, id }), { fate: 'merged', why });
  }

  skipped(table: string, id: number, why: string): void {
    this.#fates.set(keyOf({ table, id }), { fate: 'skipped', why });
  }

  of(source: SourceKey): { readonly fate: 'merged' | 'skipped'; readonly why: string } | undefined {
    return this.#fates.get(keyOf(source));
  }
}

/** All rows of a complaint but its own. */
export function rowsOf(dossier: Dossier): SourceKey[] {
  return (Object.keys(PARTS) as Part[]).flatMap((part) =>
    dossier[part].map((row) => ({ table: PARTS[part], id: idIn(row, 'id') ?? 0 })),
  );
}

/** Accounts for the rows of a complaint; those that nothing is known of are part of its steps. */
export function accountForRows(
  rows: readonly SourceKey[],
  known: ReadonlySet<string>,
  fates: RowFates,
  ledger: Ledger,
): void {
  for (const row of rows) {
    const fate = fates.of(row);
    if (known.has(keyOf(row))) ledger.before(row.table);
    else if (fate === undefined) ledger.taken(row.table);
    else if (fate.fate === 'merged') ledger.merged(row.table, row.id, fate.why);
    else ledger.skipped(row.table, row.id, fate.why);
  }
}
