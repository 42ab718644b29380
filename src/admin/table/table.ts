import type { Model, WhereOptions } from 'sequelize';
import type { Actor } from '../../policies/actor.ts';
import type { ExportSource } from '../../use-cases/exports/export-source.ts';
import type { Noun } from '../../use-cases/records/noun.ts';
import type { Listing, Values } from '../../use-cases/records/listing/listing.ts';

export type { Values };

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
  /** What is read, and what lists can be filtered, sorted and searched by. */
  readonly list: Listing;
  /** Properties that forms may set, virtual ones included. */
  readonly editable: readonly string[];
  /** What a record is called where others refer to it, and the attributes this takes. */
  readonly title: (values: Values) => string;
  readonly titleColumns: readonly string[];
  /** Which events of the journal tell the history of a row; default: the table's rows have none. */
  readonly historyOf?: (row: Values) => Values;
  /** Properties of forms that take a right of their own, by what the policy is asked; others do not see them. */
  readonly guarded?: Readonly<Record<string, string>>;
  /**
   * All that the rules look at when they decide what is offered with a row of a list, as one text: rows that have the same
   * are offered the same, and the rules are asked once for them. Without it they are asked for each row.
   */
  readonly alike?: (row: Values, actor: Actor) => string;
  /** The rows whose titles may be read where others refer to them; default: those the policy shows. */
  readonly namedTo?: (actor: Actor) => WhereOptions;
  readonly create?: (actor: Actor, values: Values) => Promise<Model>;
  readonly update?: (actor: Actor, id: number, changes: Values, version?: number) => Promise<Model>;
  /** What whoever saved a row should know besides. */
  readonly noteOn?: (id: number) => Promise<string | undefined>;
  /** The list to be written out, where it is none of plain rows. */
  readonly exported?: (
    actor: Actor,
    query: Readonly<Record<string, unknown>>,
    timeZone: string,
  ) => Promise<ExportSource>;
  readonly remove?: (actor: Actor, ids: readonly number[]) => Promise<Deletion>;
}
