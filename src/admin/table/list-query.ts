import { Filter, flat, PARAM_SEPARATOR, type ActionContext } from 'adminjs';
import { BadQueryError, singleText, UnknownFilterError } from './conditions.ts';
import type { PanelResource } from './panel-resource.ts';
import { SEARCH } from './where.ts';

/** Most records on one page. */
export const PER_PAGE_MAX = 100;
/** Farthest record that paging reaches; beyond it a filter is faster for everybody. */
export const OFFSET_MAX = 10_000;
const PER_PAGE = 20;

/** A page of a list, every part of it checked. */
export interface ListQuery {
  readonly filter: Filter;
  readonly page: number;
  readonly perPage: number;
  readonly sortBy: string;
  readonly direction: 'asc' | 'desc';
}

/** A number within 1 and `max`; nothing is the fallback. */
export function wholeNumber(value: unknown, fallback: number, max: number): number {
  if (value === undefined || value === '') return fallback;
  const text = singleText(value);
  if (!/^-?\d{1,15}$/.test(text)) throw new BadQueryError('Page and number of records are whole numbers.');
  return Math.min(Math.max(Number(text), 1), max);
}

/** The direction of a sorted list, where one was asked for. */
export function readDirection(value: unknown): 'asc' | 'desc' | undefined {
  if (value === undefined || value === '') return undefined;
  if (value !== 'asc' && value !== 'desc') throw new BadQueryError('The direction is asc or desc.');
  return value;
}

function readFilters(value: unknown): Record<string, unknown> {
  if (value === undefined || value === '') return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadQueryError('Filters are given as filters.NAME.');
  }
  const given = Object.entries(flat.flatten(value) as Record<string, unknown>);
  return Object.fromEntries(given.filter(([, filter]) => filter !== ''));
}

// Names are checked as they were sent: AdminJS drops some, such as __proto__, in silence.
function checkNames(raw: Readonly<Record<string, unknown>>, resource: PanelResource): void {
  for (const key of Object.keys(raw).filter((one) => one.startsWith('filters.'))) {
    const [name = ''] = key.slice('filters.'.length).split(PARAM_SEPARATOR);
    if (name !== SEARCH && !Object.hasOwn(resource.table.filters, name)) throw new UnknownFilterError();
  }
}

/**
 * Reads what a list or search was asked for; pages beyond the limits are the last allowed one.
 *
 * @throws BadQueryError for what cannot be understood.
 */
export function readListQuery(
  raw: Readonly<Record<string, unknown>>,
  resource: PanelResource,
  search?: string,
): ListQuery {
  checkNames(raw, resource);
  const query = flat.unflatten({ ...raw }) as Record<string, unknown>;
  const perPage = wholeNumber(query.perPage, PER_PAGE, PER_PAGE_MAX);
  const page = wholeNumber(query.page, 1, Math.floor(OFFSET_MAX / perPage) + 1);
  const [column, order] = resource.table.order;
  const sortBy = query.sortBy === undefined || query.sortBy === '' ? column : singleText(query.sortBy);
  const direction = readDirection(query.direction) ?? (sortBy === column ? order : 'asc');
  const filters = readFilters(query.filters);
  if (search !== undefined && search !== '') filters[SEARCH] = search;
  return { filter: new Filter(filters, resource), page, perPage, sortBy, direction };
}

/** The records of a page, filled and with what they refer to. */
export function findPage(resource: PanelResource, query: ListQuery, context: ActionContext) {
  const { filter, page, perPage, sortBy, direction } = query;
  const options = { limit: perPage, offset: (page - 1) * perPage, sort: { sortBy, direction } };
  return resource.find(filter, options, context);
}
