import type { literal, Model, WhereOptions } from 'sequelize';
import type { Actor } from '../../policies/actor.ts';
import type { Impact } from '../../use-cases/records/deletion-impact.ts';
import type { Noun } from '../../use-cases/records/noun.ts';
import type { FilterRule } from './conditions.ts';

type Literal = ReturnType<typeof literal>;

/** Values by attribute or by the panel's virtual property. */
export type Values = Readonly<Record<string, unknown>>;

/** What was deleted, for the notice. */
export interface Deletion {
  readonly note?: string | undefined;
}

/**
 * What the panel may show and change of one table. Everything is an allow-list: a column that nobody named here never
 * leaves the server and is never written, filtered, sorted or searched by.
 */
export interface Table extends Noun {
  /** How one and many records are called in messages. */
  readonly nouns: readonly [one: string, many: string];
  /** Attributes that are read. */
  readonly columns: readonly string[];
  /** Properties that forms may set, virtual ones included. */
  readonly editable: readonly string[];
  readonly filters: Readonly<Record<string, FilterRule>>;
  readonly sortable: readonly string[];
  /** What rows are sorted by where that is not the attribute itself: the name that is shown, not the id behind it. */
  readonly sortedBy?: Readonly<Record<string, Literal>>;
  /** Attribute and direction of a list nobody sorted. */
  readonly order: readonly [attribute: string, direction: 'asc' | 'desc'];
  /** The rows that match a search of this text. */
  readonly search: (term: string) => WhereOptions;
  /** What a record is called where others refer to it, and the attributes this takes. */
  readonly title: (values: Values) => string;
  readonly titleColumns: readonly string[];
  /** Properties of forms that take a right of their own, by what the policy is asked; others do not see them. */
  readonly guarded?: Readonly<Record<string, string>>;
  /** The rows whose titles may be read where others refer to them; default: those the policy shows. */
  readonly namedTo?: (actor: Actor) => WhereOptions;
  /** Virtual properties by id of the row, of a whole page at once. */
  readonly fill?: (rows: readonly Model[]) => Promise<ReadonlyMap<number, Values>>;
  readonly create?: (actor: Actor, values: Values) => Promise<Model>;
  readonly update?: (actor: Actor, id: number, changes: Values, version?: number) => Promise<Model>;
  /** What whoever saved a row should know besides. */
  readonly noteOn?: (id: number) => Promise<string | undefined>;
  /** What deleting rows would do to others, told before it is done. */
  readonly impact?: Impact;
  readonly remove?: (actor: Actor, ids: readonly number[]) => Promise<Deletion>;
}
