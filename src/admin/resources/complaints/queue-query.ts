import type { ActionRequest } from 'adminjs';
import { URGENCIES } from '../../../models/complaint.ts';
import type { QueueInput } from '../../../use-cases/complaints/queue/list-complaints.ts';
import type { QueueView } from '../../../use-cases/complaints/queue/queue-filter.ts';
import type { QueueSort } from '../../../use-cases/complaints/queue/queue-order.ts';
import { usualSort } from '../../../use-cases/complaints/queue/usual-view.ts';
import {
  BadQueryError,
  parseId,
  readDirection,
  singleText,
  UnknownFilterError,
  withinPages,
} from '../../request/query.ts';
import { MOST_ROWS } from '../../../use-cases/records/listing/listing.ts';

/** Columns that the queue can be sorted by, by the names that the panel's pages know them under. */
export const SORTS: Readonly<Record<string, QueueSort>> = {
  id: 'number',
  typeId: 'type',
  urgency: 'urgency',
  statusId: 'status',
  departmentId: 'department',
  reporterId: 'reporter',
  assigneeId: 'assignee',
  createdAt: 'age',
  dueAt: 'due',
  // No column: overdue first, then the most urgent, then the oldest.
  pressing: 'pressing',
  lastActivityAt: 'lastActivity',
};

/** The column by which each sort is known. */
const COLUMN_OF: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SORTS).map(([column, sort]) => [sort, column]),
);

/** What is sorted downwards where nothing is said. */
const DOWN_FIRST = new Set(['lastActivityAt', 'pressing']);

/** Complaints on a page, where nobody chose. */
const PER_PAGE = 50;

type Filters = Record<string, unknown>;
/** Turns the values of one filter, of which there is at least one, into the queue's. */
type Reader = (values: readonly unknown[], key: string) => Filters;

/** Several values stand in one text with commas between them, or in several parameters. */
const texts = (values: readonly unknown[]): string[] =>
  values
    .flatMap((value) => singleText(value).split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');

function idOf(text: string): number {
  const id = parseId(text);
  if (id === undefined) throw new BadQueryError('This filter is one id or several.');
  return id;
}

const ids =
  (name: string): Reader =>
  (values) => ({ [name]: texts(values).map(idOf) });

const choices =
  (name: string): Reader =>
  (values) => ({ [name]: texts(values) });

const text =
  (name: string): Reader =>
  ([first, ...others]) => {
    if (others.length > 0) throw new BadQueryError('A filter has one value.');
    return { [name]: singleText(first) };
  };

const flag =
  (name: string): Reader =>
  ([value]) => {
    if (value !== 'true' && value !== 'false') throw new BadQueryError('This filter is true or false.');
    return { [name]: value === 'true' };
  };

const idsOrNone =
  (name: string): Reader =>
  (values) => ({ [name]: texts(values).map((one) => (one === 'none' ? one : idOf(one))) });

/** A span has one end or both; a single day is both. */
const span =
  (from: string, to: string): Reader =>
  ([value], key) => {
    const end = key.split('~~')[1];
    if (end !== undefined && end !== 'from' && end !== 'to') throw new UnknownFilterError();
    return {
      ...(end === 'to' ? {} : { [from]: singleText(value) }),
      ...(end === 'from' ? {} : { [to]: singleText(value) }),
    };
  };

/** Every filter of the queue; there are no others. */
export const FILTERS: Readonly<Record<string, Reader>> = {
  view: text('view'),
  search: text('search'),
  id: ids('ids'),
  title: text('title'),
  typeId: ids('typeIds'),
  urgency: choices('urgencies'),
  statusId: ids('statusIds'),
  category: choices('categories'),
  reporterId: ids('reporterIds'),
  departmentId: idsOrNone('departmentIds'),
  assigneeId: idsOrNone('assigneeIds'),
  createdAt: span('createdFrom', 'createdTo'),
  lastActivityAt: span('activeFrom', 'activeTo'),
  dueAt: span('dueFrom', 'dueTo'),
  overdue: flag('overdue'),
  removed: choices('removed'),
  firstRespondedAt: span('answeredFrom', 'answeredTo'),
  resolvedAt: span('resolvedFrom', 'resolvedTo'),
  ratedAt: span('ratedFrom', 'ratedTo'),
  rating: ids('ratings'),
  answerTarget: choices('answerTargets'),
  resolutionTarget: choices('resolutionTargets'),
  openOn: text('openOn'),
};

/** The filter's name in `filters.NAME`, `filters.NAME.0` and `filters.NAME~~from`. */
function readerOf(key: string): Reader {
  const [, name = '', index, ...rest] = key.split('.');
  const [plain = ''] = name.split('~~');
  const known = Object.hasOwn(FILTERS, plain) ? FILTERS[plain] : undefined;
  const indexed = index === undefined || /^\d{1,3}$/.test(index);
  if (known === undefined || !indexed || rest.length > 0) throw new UnknownFilterError();
  return known;
}

function readFilters(raw: Readonly<Record<string, unknown>>): Filters {
  if (raw.filters !== undefined && raw.filters !== '')
    throw new BadQueryError('Filters are given as filters.NAME.');
  const byKey = new Map<string, unknown[]>();
  for (const [key, value] of Object.entries(raw)) {
    if (!key.startsWith('filters.')) continue;
    readerOf(key);
    const plain = key.replace(/\.\d{1,3}$/, '');
    const given = (Array.isArray(value) ? (value as unknown[]) : [value]).filter((one) => one !== '');
    if (given.length > 0) byKey.set(plain, [...(byKey.get(plain) ?? []), ...given]);
  }
  const read = [...byKey].map(([key, values]) => readerOf(key)(values, key));
  return Object.assign({}, ...read) as Filters;
}

/**
 * One filter with one value.
 *
 * @throws BadQueryError for what the queue cannot be filtered by.
 */
export function readChoice(name: string, value: string): QueueInput {
  return readFilters({ [`filters.${name}`]: value });
}

/** What a search finds is sorted by how well it matches. */
const isSearch = ({ search }: Filters): boolean => typeof search === 'string' && search.trim() !== '';

/** A page of the queue as it was asked for. */
export interface QueueQuery {
  readonly input: QueueInput;
  /** Of the panel's names; nothing when a search orders by how well it matches. */
  readonly sortBy: string | undefined;
  readonly direction: 'asc' | 'desc';
  readonly perPage: number;
}

/**
 * Translates what the queue was asked for.
 *
 * @param usual the view where none is named.
 * @throws BadQueryError for what cannot be understood.
 */
export function readQueueQuery(query: ActionRequest['query'], usual: QueueView = 'all'): QueueQuery {
  const raw = (query ?? {}) as Readonly<Record<string, unknown>>;
  const filters = { view: usual, ...readFilters(raw) };
  const perPage = withinPages(raw.perPage, PER_PAGE, MOST_ROWS);
  const page = withinPages(raw.page, 1, Number.MAX_SAFE_INTEGER);
  const asked = raw.sortBy === undefined || raw.sortBy === '' ? undefined : singleText(raw.sortBy);
  const sort = asked !== undefined && Object.hasOwn(SORTS, asked) ? SORTS[asked] : undefined;
  if (asked !== undefined && sort === undefined)
    throw new BadQueryError('This list cannot be sorted by that.');
  const usually = usualSort(filters.view);
  const fallback = asked === undefined || DOWN_FIRST.has(asked) ? 'desc' : 'asc';
  const direction = readDirection(raw.direction) ?? fallback;
  return {
    input: {
      ...filters,
      sort: sort ?? (isSearch(filters) ? undefined : usually),
      direction,
      page,
      pageSize: perPage,
    },
    sortBy: asked ?? (isSearch(filters) ? undefined : COLUMN_OF[usually]),
    direction,
    perPage,
  };
}

/** The urgencies as they are read, the most pressing first. */
export const URGENCY_CHOICES = URGENCIES.toReversed().map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
}));
