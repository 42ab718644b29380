import type { Cell, Column, Row } from '../../documents/table.ts';

export type { Cell, Column } from '../../documents/table.ts';

/** A column of an exported list: what people read in it, and what programs do. */
export interface ExportColumn<Item> extends Column {
  /** Its name in lines of JSON. */
  readonly key: string;
  readonly cell: (item: Item) => Cell;
  /** In lines of JSON; default: the cell. */
  readonly json?: (item: Item) => unknown;
}

/** A list that can be written out once. */
export interface ExportSource {
  /** What the journal and the file call it. */
  readonly list: string;
  /** Names its sheet. */
  readonly title: string;
  readonly columns: readonly Column[];
  /** How many rows there were when it began. */
  readonly count: number;
  /** Its rows, as cells. */
  rows(): AsyncGenerator<readonly Row[]>;
  /** The same as records of plain values. */
  records(): AsyncGenerator<readonly object[]>;
}

type Items<Item> = AsyncIterable<readonly Item[]>;

/** A source of what comes some at a time. */
export function exportSource<Item>(
  named: Pick<ExportSource, 'list' | 'title' | 'count'>,
  columns: readonly ExportColumn<Item>[],
  items: Items<Item>,
): ExportSource {
  const recordOf = (item: Item): object =>
    Object.fromEntries(columns.map(({ key, cell, json = cell }) => [key, json(item) ?? null]));
  return {
    ...named,
    columns,
    async *rows() {
      for await (const some of items) yield some.map((item) => columns.map(({ cell }) => cell(item)));
    },
    async *records() {
      for await (const some of items) yield some.map(recordOf);
    },
  };
}
