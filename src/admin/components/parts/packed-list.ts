import type { ActionJSON, RecordJSON } from 'adminjs';

/** A record that others refer to, with the places of its actions. */
export type Named = readonly [id: string | number, title: string, actions: readonly number[]];

/** A row: its own values in the order of the columns, what it refers to, and which of the actions it has. */
export interface PackedRow {
  readonly id: string;
  readonly title: string;
  readonly values: readonly unknown[];
  /** Places of the columns that it does not have, such as the second group of a person. */
  readonly lacks?: readonly number[];
  readonly refers: Readonly<Record<string, number>>;
  readonly may: number;
}

/** The records of a list: a row carries its own data, what rows share stands once. */
export interface PackedList {
  readonly actions: readonly ActionJSON[];
  /** Places of record actions and of bulk actions, as rows have them together. */
  readonly may: readonly (readonly [record: readonly number[], bulk: readonly number[]])[];
  readonly named: readonly Named[];
  readonly columns: readonly string[];
  readonly rows: readonly PackedRow[];
}

const PLAIN = { populated: {}, baseError: null, errors: {}, bulkActions: [] };

/** The records of a list as AdminJS's pages take them. */
export function unpackList({ actions, may, named, columns, rows }: PackedList): RecordJSON[] {
  const at = (places: readonly number[] = []): ActionJSON[] =>
    places.flatMap((place) => actions[place] ?? []);
  const titles = named.map(([id, title, opens]) => ({
    ...PLAIN,
    id: String(id),
    title,
    params: { id },
    recordActions: at(opens),
  }));
  return rows.map(({ id, title, values, lacks = [], refers, may: rights }) => {
    const given = columns.map((column, index) => [column, values[index]] as const);
    const params = given.filter((_value, index) => !lacks.includes(index));
    const populated = Object.entries(refers).map(([path, place]) => [path, titles[place]]);
    const [record, bulk] = may[rights] ?? [];
    return {
      ...PLAIN,
      id,
      title,
      params: Object.fromEntries(params),
      populated: Object.fromEntries(populated) as RecordJSON['populated'],
      recordActions: at(record),
      bulkActions: at(bulk),
    };
  });
}
