import type { ActionJSON, RecordJSON } from 'adminjs';

/** A record that others refer to, with the places of its actions. */
type Named = readonly [id: string | number, title: string, actions: readonly number[]];

/** A row: its own values in the order of the columns, what it refers to, and which of the actions it has. */
interface PackedRow {
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

/** Things by their keys, each once. */
class Once<Thing> {
  readonly all: Thing[] = [];
  readonly #places = new Map<string, number>();

  placeOf(key: string, thing: () => Thing): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.all.length);
    return this.all.push(thing()) - 1;
  }
}

/** Records as a list carries them. */
export function packList(records: readonly RecordJSON[]): PackedList {
  const actions = new Once<ActionJSON>();
  const may = new Once<readonly [number[], number[]]>();
  const named = new Once<Named>();
  const columns = [...new Set(records.flatMap(({ params }) => Object.keys(params)))];
  // Most records have the very same actions.
  const seen = new Map<ActionJSON, number>();
  const placeOf = (one: ActionJSON): number => {
    const place =
      seen.get(one) ?? actions.placeOf(`${one.resourceId} ${one.actionType} ${one.name}`, () => one);
    seen.set(one, place);
    return place;
  };
  const places = (some: readonly ActionJSON[]): number[] => some.map(placeOf);
  const rows = records.map(({ id, title, params, populated, recordActions, bulkActions }) => {
    const own = [places(recordActions), places(bulkActions)] as const;
    const values = columns.map((column) => (params as Readonly<Record<string, unknown>>)[column]);
    const lacks = values.flatMap((value, place) => (value === undefined ? [place] : []));
    const refers = Object.entries(populated).flatMap(([path, record]) => {
      if (!record) return [];
      const place = (): Named => [record.id, record.title, places(record.recordActions)];
      return [[path, named.placeOf(`${path.replace(/\.\d+$/, '')} ${record.id}`, place)] as const];
    });
    return {
      id,
      title,
      values,
      ...(lacks.length > 0 ? { lacks } : {}),
      refers: Object.fromEntries(refers),
      may: may.placeOf(own.join(';'), () => [...own]),
    };
  });
  return { actions: actions.all, may: may.all, named: named.all, columns, rows };
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
