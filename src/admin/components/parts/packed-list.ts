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

/** The columns that records have, each once: nearly all have the same. */
function columnsOf(records: readonly RecordJSON[]): string[] {
  const columns = new Set<string>();
  for (const { params } of records) for (const column of Object.keys(params)) columns.add(column);
  return [...columns];
}

/** Lists of actions as the places of these; of records that may do the same, the list is mostly the very same. */
class Places {
  readonly actions = new Once<ActionJSON>();
  readonly #known = new Map<readonly ActionJSON[], readonly number[]>();

  of(some: readonly ActionJSON[]): readonly number[] {
    const known = this.#known.get(some);
    if (known !== undefined) return known;
    const places = some.map((one) =>
      this.actions.placeOf(`${one.resourceId} ${one.actionType} ${one.name}`, () => one),
    );
    this.#known.set(some, places);
    return places;
  }
}

/** The place of a value among several is no part of the property's name. */
const propertyOf = (path: string): string => (path.includes('.') ? path.replace(/\.\d+$/, '') : path);

/** Records as a list carries them. */
export function packList(records: readonly RecordJSON[]): PackedList {
  const places = new Places();
  const may = new Once<readonly [readonly number[], readonly number[]]>();
  const named = new Once<Named>();
  const columns = columnsOf(records);
  const rows = records.map(({ id, title, params, populated, recordActions, bulkActions }) => {
    const own = [places.of(recordActions), places.of(bulkActions)] as const;
    const values = columns.map((column) => (params as Readonly<Record<string, unknown>>)[column]);
    const lacks = values.flatMap((value, place) => (value === undefined ? [place] : []));
    const refers: Record<string, number> = {};
    for (const [path, record] of Object.entries(populated)) {
      if (!record) continue;
      const place = (): Named => [record.id, record.title, places.of(record.recordActions)];
      refers[path] = named.placeOf(`${propertyOf(path)} ${record.id}`, place);
    }
    const rights = may.placeOf(own.join(';'), () => own);
    return { id, title, values, ...(lacks.length > 0 ? { lacks } : {}), refers, may: rights };
  });
  return { actions: places.actions.all, may: may.all, named: named.all, columns, rows };
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
