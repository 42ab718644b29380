import type { ActionJSON, RecordJSON } from 'adminjs';
import type { Named, PackedList, PackedRow } from '../components/parts/packed-list.ts';
import type { Offered } from './offered-actions.ts';

type Places = readonly number[];

const NO_ACTIONS: readonly ActionJSON[] = [];

/** The place of a value among several is no part of the property's name. */
const propertyOf = (path: string): string => (path.includes('.') ? path.replace(/\.\d+$/, '') : path);

function within<Outer, Inner, Value>(all: Map<Outer, Map<Inner, Value>>, key: Outer): Map<Inner, Value> {
  const known = all.get(key);
  if (known !== undefined) return known;
  const made = new Map<Inner, Value>();
  all.set(key, made);
  return made;
}

/** A row as it comes. */
interface Line {
  readonly id: string;
  readonly title: string;
  /** In the order of the columns; undefined: it does not have this one. */
  readonly values: readonly unknown[];
  readonly refers: PackedRow['refers'];
  readonly offered: Offered;
}

/** Packs a list row by row: each carries its own values, and what rows share stands once. */
export class ListPacker {
  readonly #columns: readonly string[];
  readonly #rows: PackedRow[] = [];
  readonly #named: Named[] = [];
  readonly #actions: ActionJSON[] = [];
  readonly #may: (readonly [record: Places, bulk: Places])[] = [];
  readonly #placesOfNames = new Map<string, Map<unknown, number>>();
  readonly #placesOfActions = new Map<string, number>();
  readonly #placesOfLists = new Map<readonly ActionJSON[], Places>();
  readonly #placesOfRights = new Map<readonly ActionJSON[], Map<readonly ActionJSON[], number>>();
  readonly #placesOfMay = new Map<string, number>();

  constructor(columns: readonly string[]) {
    this.#columns = columns;
  }

  /** The place of a record that a property refers to. */
  named(path: string, id: Named[0], title: string, actions: readonly ActionJSON[] = NO_ACTIONS): number {
    const known = within(this.#placesOfNames, propertyOf(path));
    const place = known.get(id) ?? this.#named.push([id, title, this.#actionsOf(actions)]) - 1;
    known.set(id, place);
    return place;
  }

  add({ id, title, values, refers, offered }: Line): void {
    const may = this.#rightsOf(offered);
    const lacks = values.includes(undefined)
      ? { lacks: values.flatMap((value, place) => (value === undefined ? [place] : [])) }
      : {};
    this.#rows.push({ id, title, values, ...lacks, refers, may });
  }

  get list(): PackedList {
    return {
      actions: this.#actions,
      may: this.#may,
      named: this.#named,
      columns: this.#columns,
      rows: this.#rows,
    };
  }

  /** Of records that may do the same, the list of actions is mostly the very same. */
  #actionsOf(list: readonly ActionJSON[]): Places {
    const known = this.#placesOfLists.get(list);
    if (known !== undefined) return known;
    const places = list.map((one) => {
      const key = `${one.resourceId} ${one.actionType} ${one.name}`;
      const place = this.#placesOfActions.get(key) ?? this.#actions.push(one) - 1;
      this.#placesOfActions.set(key, place);
      return place;
    });
    this.#placesOfLists.set(list, places);
    return places;
  }

  #rightsOf({ recordActions, bulkActions }: Offered): number {
    const known = within(this.#placesOfRights, recordActions);
    const before = known.get(bulkActions);
    if (before !== undefined) return before;
    const own = [this.#actionsOf(recordActions), this.#actionsOf(bulkActions)] as const;
    const key = own.join(';');
    const place = this.#placesOfMay.get(key) ?? this.#may.push(own) - 1;
    this.#placesOfMay.set(key, place);
    known.set(bulkActions, place);
    return place;
  }
}

/** Records as a list carries them. */
export function packList(records: readonly RecordJSON[]): PackedList {
  // Nearly all have the same columns.
  const columns = [...new Set(records.flatMap(({ params }) => Object.keys(params)))];
  const packer = new ListPacker(columns);
  for (const { id, title, params, populated, recordActions, bulkActions } of records) {
    const refers: Record<string, number> = {};
    for (const [path, record] of Object.entries(populated))
      if (record) refers[path] = packer.named(path, record.id, record.title, record.recordActions);
    const values = columns.map((column) => (params as Readonly<Record<string, unknown>>)[column]);
    packer.add({ id, title, values, refers, offered: { recordActions, bulkActions } });
  }
  return packer.list;
}
