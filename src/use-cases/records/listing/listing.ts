import type { literal, Model, ModelStatic, WhereOptions } from 'sequelize';
import { z } from 'zod';
import type { Actor } from '../../../policies/actor.ts';
import type { Policy } from '../../../policies/policy.ts';
import { wholeNumber } from '../../whole-number.ts';
import { someText, type Filter } from './filters.ts';

/** Most rows on one page. */
export const MOST_ROWS = 100;
/** Farthest row that pages reach; beyond it a filter is faster for everybody, and exports go on by key. */
export const FARTHEST = 10_000;

/** A row's values by attribute or virtual property, plain as JSON has them but for moments. */
export type Values = Readonly<Record<string, unknown>>;

type Literal = ReturnType<typeof literal>;

/** What a list of one table can be asked for and what its rows have. A column that nobody named is in no way found out. */
export interface Listing {
  readonly model: ModelStatic<Model>;
  readonly policy: Policy<string>;
  /** Attributes that are read. */
  readonly columns: readonly string[];
  readonly filters: Readonly<Record<string, Filter>>;
  readonly sortable: readonly string[];
  /**
   * What rows are sorted by where that is neither the attribute itself nor its key beside it (`database/sort-key`): the
   * name that is shown, not the id behind it.
   */
  readonly sortedBy?: Readonly<Record<string, Literal>>;
  /** Attribute and direction of a list nobody sorted. */
  readonly order: readonly [attribute: string, direction: 'asc' | 'desc'];
  /**
   * Ready-made views by name, beside that of all rows unless that one is among them: which rows each of them shows. Made
   * when asked for.
   */
  readonly views?: () => Readonly<Record<string, WhereOptions>>;
  /** The rows that match a search of this text, by what the actor may know of them. */
  readonly search: (term: string, actor: Actor) => WhereOptions;
  /** Virtual properties by id of the row, and others in place of what the actor may not know, of a whole page at once. */
  readonly fill?: (rows: readonly Values[], actor: Actor) => Promise<ReadonlyMap<number, Values>>;
}

/** The view of all rows. */
export const ALL_VIEW = 'all';

/** The views of a list, that of all rows first; undefined where it has none. */
export function viewsOf({ views }: Listing): Readonly<Record<string, WhereOptions>> | undefined {
  return views === undefined ? undefined : { [ALL_VIEW]: {}, ...views() };
}

const UNKNOWN_SORT = 'This list cannot be sorted by that.';
const NO_PAGE = `Pages are whole numbers, and reach to the ${FARTHEST.toLocaleString('en')}th record.`;
const NO_SIZE = `A page has 1 to ${MOST_ROWS} records.`;

function schemaOf(listing: Listing) {
  const { filters, sortable, order } = listing;
  const views = Object.keys(viewsOf(listing) ?? { [ALL_VIEW]: {} });
  const shape = Object.fromEntries(
    Object.entries(filters).map(([name, { schema }]) => [name, schema.optional()]),
  );
  return z.strictObject(
    {
      filters: z.strictObject(shape, 'This list cannot be filtered by that.').default({}),
      view: z.enum(views, 'There is no such view.').default(ALL_VIEW),
      search: someText.default(''),
      sort: z.enum([...new Set([...sortable, order[0]])], UNKNOWN_SORT).optional(),
      direction: z.enum(['asc', 'desc'], 'The direction is asc or desc.').optional(),
      page: wholeNumber(NO_PAGE, 1, FARTHEST + 1).default(1),
      pageSize: wholeNumber(NO_SIZE, 1, MOST_ROWS).default(20),
      /** The `next` of the page before, in place of a page's number. */
      after: z.string('This is no place in the list.').max(2000, 'This is no place in the list.').optional(),
    },
    'A list is not asked for that.',
  );
}

const schemas = new WeakMap<Listing, ReturnType<typeof schemaOf>>();

/** What a list can be asked for, as a schema; made once. */
export function inputOf(listing: Listing): ReturnType<typeof schemaOf> {
  const known = schemas.get(listing);
  if (known !== undefined) return known;
  const made = schemaOf(listing);
  schemas.set(listing, made);
  return made;
}
