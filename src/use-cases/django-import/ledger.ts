/** What became of a row: it is here since this run or an earlier one, part of another row, or not taken. */
export type Fate = 'taken' | 'before' | 'merged' | 'skipped';

/** Why rows became part of another, or were not taken. */
export interface Reason {
  readonly fate: 'merged' | 'skipped';
  readonly why: string;
  readonly ids: readonly number[];
}

/** What became of a table's rows. */
export interface TableAccount {
  readonly table: string;
  readonly rows: number;
  readonly taken: number;
  /** Taken by an earlier run. */
  readonly before: number;
  readonly merged: number;
  readonly skipped: number;
  readonly reasons: readonly Reason[];
}

/** What an administrator should know or look at, by what it is about. */
export interface Note {
  readonly about: string;
  readonly items: readonly string[];
}

interface Account {
  rows: number;
  readonly fates: Record<Fate, number>;
  readonly reasons: Map<string, { fate: 'merged' | 'skipped'; why: string; ids: number[] }>;
}

/** Keeps account of every row of the old portal. */
export class Ledger {
  readonly #tables = new Map<string, Account>();
  readonly #notes = new Map<string, string[]>();

  #of(table: string): Account {
    const known = this.#tables.get(table);
    if (known !== undefined) return known;
    const fates = { taken: 0, before: 0, merged: 0, skipped: 0 };
    const fresh: Account = { rows: 0, fates, reasons: new Map() };
    this.#tables.set(table, fresh);
    return fresh;
  }

  /** That a table has so many rows. */
  expect(table: string, rows: number): void {
    this.#of(table).rows = rows;
  }

  taken(table: string): void {
    this.#of(table).fates.taken += 1;
  }

  before(table: string): void {
    this.#of(table).fates.before += 1;
  }

  merged(table: string, id: number, why: string): void {
    this.#because(table, id, 'merged', why);
  }

  skipped(table: string, id: number, why: string): void {
    this.#because(table, id, 'skipped', why);
  }

  #because(table: string, id: number, fate: 'merged' | 'skipped', why: string): void {
    const { fates, reasons } = this.#of(table);
    const key = `${fate} ${why}`;
    const reason = reasons.get(key) ?? { fate, why, ids: [] };
    reasons.set(key, reason);
    reason.ids.push(id);
    fates[fate] += 1;
  }

  /** Something to know that is no row's fate. */
  note(about: string, item: string): void {
    const items = this.#notes.get(about) ?? [];
    this.#notes.set(about, items);
    items.push(item);
  }

  /** Adds what another kept account of, once that is certain. */
  absorb(other: Ledger): void {
    for (const [table, { rows, fates, reasons }] of other.#tables) {
      const account = this.#of(table);
      account.rows += rows;
      account.fates.taken += fates.taken;
      account.fates.before += fates.before;
      for (const { fate, why, ids } of reasons.values())
        for (const id of ids) this.#because(table, id, fate, why);
    }
    for (const [about, items] of other.#notes) for (const item of items) this.note(about, item);
  }

  get tables(): TableAccount[] {
    return [...this.#tables].map(([table, { rows, fates, reasons }]) => ({
      table,
      rows,
      ...fates,
      reasons: [...reasons.values()],
    }));
  }

  get notes(): Note[] {
    return [...this.#notes].map(([about, items]) => ({ about, items }));
  }

  /** Tables whose rows are not all accounted for; an error of the program. */
  get open(): string[] {
    const sum = ({ taken, before, merged, skipped }: TableAccount) => taken + before + merged + skipped;
    return this.tables.filter((one) => sum(one) !== one.rows).map(({ table }) => table);
  }

  /** How many rows this run took. */
  get fresh(): number {
    return this.tables.reduce((all, { taken }) => all + taken, 0);
  }
}
