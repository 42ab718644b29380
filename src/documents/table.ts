/** What a cell holds: moments are `Date`s; of a column of days, texts such as `2026-01-31`. */
export type Cell = string | number | boolean | Date | null | undefined;

/** A row of a table, in the order of its columns. */
export type Row = readonly Cell[];

/** A column of a table. */
export interface Column {
  readonly label: string;
  /** Default: whatever the cells are. */
  readonly kind?: 'text' | 'number' | 'moment' | 'day' | 'percent' | undefined;
  /** Of about so many letters; default: by its kind. */
  readonly width?: number | undefined;
}

/** A table that is written out, which may be longer than fits into memory: its rows come some at a time. */
export interface Table {
  /** Names the sheet. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;
}

/** A table whose rows are all there. */
export function smallTable(name: string, columns: readonly Column[], rows: readonly Row[]): Table {
  return { name, columns, rows: [rows] };
}
