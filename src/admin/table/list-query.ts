import { PARAM_SEPARATOR } from 'adminjs';
import type { Filter } from '../../use-cases/records/listing/filters.ts';
import { FARTHEST, MOST_ROWS, type Listing } from '../../use-cases/records/listing/listing.ts';
import {
  BadQueryError,
  readDirection,
  singleText,
  UnknownFilterError,
  withinPages,
} from '../request/query.ts';

/** Name of the filter that searches all of a table's searchable text. */
export const SEARCH = 'search';

/** Name of the filter that chooses one of a list's views. */
const VIEW = 'view';
const FILTER = 'filters.';
const PER_PAGE = 20;

/** AdminJS's flat parameters. */
export type RawQuery = Readonly<Record<string, unknown>>;

/** A page of a list as its use case takes it. */
export interface ListQuery {
  readonly filters: Readonly<Record<string, unknown>>;
  readonly view: string | undefined;
  readonly search: string;
  readonly sort: string | undefined;
  readonly direction: 'asc' | 'desc' | undefined;
  readonly page: number;
  readonly pageSize: number;
}

/** Addresses know no yes and no but as words. */
function asFlag(text: string): boolean | string {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

/** Several values stand in one text with commas between them. */
function valueOf(kind: Filter['kind'], text: string): boolean | string | string[] {
  if (kind === 'flag') return asFlag(text);
  if (kind !== 'several') return text;
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function readFilters(raw: RawQuery, { filters, views }: Listing): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw)) {
    if (!key.startsWith(FILTER)) continue;
    const [name = '', end, ...more] = key.slice(FILTER.length).split(PARAM_SEPARATOR);
    if (end === undefined && (name === SEARCH || (name === VIEW && views !== undefined))) continue;
    const kind = Object.hasOwn(filters, name) ? filters[name]?.kind : undefined;
    const ends = end === undefined || (kind === 'span' && (end === 'from' || end === 'to'));
    if (kind === undefined || !ends || more.length > 0) throw new UnknownFilterError();
    const text = singleText(value);
    if (text === '') continue;
    if (end === undefined) read[name] = valueOf(kind, text);
    else read[name] = { ...(read[name] as object | undefined), [end]: text };
  }
  return read;
}

/**
 * Translates what a list or search was asked for; pages beyond the limits are the last allowed one.
 *
 * @throws BadQueryError for what cannot be understood.
 */
export function readListQuery(raw: RawQuery, list: Listing, search?: string): ListQuery {
  if (raw.filters !== undefined && raw.filters !== '')
    throw new BadQueryError('Filters are given as filters.NAME.');
  const pageSize = withinPages(raw.perPage, PER_PAGE, MOST_ROWS);
  const view = singleText(raw[`${FILTER}${VIEW}`] ?? '');
  return {
    filters: readFilters(raw, list),
    view: view === '' || list.views === undefined ? undefined : view,
    search: search ?? singleText(raw[`${FILTER}${SEARCH}`] ?? ''),
    sort: raw.sortBy === undefined || raw.sortBy === '' ? undefined : singleText(raw.sortBy),
    direction: readDirection(raw.direction),
    page: withinPages(raw.page, 1, Math.floor(FARTHEST / pageSize) + 1),
    pageSize,
  };
}
