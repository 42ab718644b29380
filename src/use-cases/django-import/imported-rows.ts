import { database } from '../../database/connect.ts';
import { insertPlain } from '../../database/insert-plain.ts';
import { selectOnce } from '../../database/select.ts';
import { inTransaction } from '../../database/transaction.ts';
import { keepSource, type ImportSource } from './import-source.ts';

/** What a row of the old portal became here; null as `targetId`: nothing that has a number. */
export interface Became {
  readonly table: string;
  readonly id: number;
  readonly targetId: number | null;
  /** A row of its own, or part of one. */
  readonly as: 'row' | 'part';
}

interface Remembered {
  readonly id: number | string;
  readonly targetId: number | null;
}

async function read(condition: string): Promise<Map<number, number | null>> {
  const rows = await selectOnce<Remembered>(
    `SELECT source_id AS id, target_id AS targetId FROM imported_rows WHERE ${condition}`,
  );
  return new Map(rows.map(({ id, targetId }) => [Number(id), targetId]));
}

/** What became of the rows of one source. */
export class ImportedRows {
  readonly #prefix: string;

  /** @param source its number here. The first has its tables for itself; those of others are told apart. */
  constructor(source: number) {
    this.#prefix = source === 1 ? '' : `${source}:`;
  }

  #named(table: string): string {
    return `source_table = ${database().escape(this.#prefix + table)}`;
  }

  /** Of all rows of a table that earlier runs took. */
  of(table: string): Promise<Map<number, number | null>> {
    return read(this.#named(table));
  }

  /** Of some rows of a table. */
  async among(table: string, ids: readonly number[]): Promise<Map<number, number | null>> {
    if (ids.length === 0) return new Map();
    return read(`${this.#named(table)} AND source_id IN (${ids.map(Math.trunc).join(', ')})`);
  }

  /** Remembers what rows became, in the transaction in which they did; two imports at once meet at its key. */
  async remember(rows: readonly Became[]): Promise<void> {
    await insertPlain(
      'imported_rows',
      rows.map(({ table, id, targetId, as }) => ({
        source_table: this.#prefix + table,
        source_id: id,
        target_id: targetId,
        became: as,
      })),
    );
  }
}

/** The row that says that an import was begun; it is taken away once all is done that follows from it. */
const UNDERWAY = { source_table: 'underway', source_id: 0, target_id: null, became: 'part' };

/** Remembers that an import of a source begins; returns whether one before was broken off. */
export async function beginImport(source: ImportSource): Promise<boolean> {
  return inTransaction(async () => {
    await keepSource(source);
    const wasBroken = (await read(`source_table = '${UNDERWAY.source_table}'`)).size > 0;
    if (!wasBroken) await insertPlain('imported_rows', [UNDERWAY]);
    return wasBroken;
  });
}

/** Remembers that it ended. */
export async function endImport(): Promise<void> {
  await inTransaction(() =>
    database().query(`DELETE FROM imported_rows WHERE source_table = '${UNDERWAY.source_table}'`),
  );
}
