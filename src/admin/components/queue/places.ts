import { ApiClient, ViewHelpers, type RecordJSON } from 'adminjs';
import { placed } from '../parts/list-place.ts';

/** Where a complaint stands in the order of its list. */
export interface Place {
  readonly id: number | string;
  readonly urgency: string;
  readonly createdAt: string;
  readonly lastActivityAt: string;
  readonly dueAt?: string | null;
}

/** What stands beside a complaint in the list that it was opened from. */
export interface Beside {
  readonly previous: Place | null;
  readonly next: Place | null;
  /** null where the complaint is not in the list any more. */
  readonly place: number | null;
  readonly total: { readonly count: number; readonly more: boolean };
}

const views = new ViewHelpers();
const QUEUE = views.resourceUrl({ resourceId: 'complaints' });

const keyOf = (id: number | string): string => `queue place ${id}`;

/** Which list a query shows, whatever page of it. */
function listOf(query: string): string {
  const list = new URLSearchParams(query);
  for (const turned of ['page', 'perPage']) list.delete(turned);
  list.sort();
  return list.toString();
}

/** The query of the list as it was left; empty for the one that this person begins with. */
const leftQuery = (): string => placed(QUEUE).split('?')[1] ?? '';

/** Keeps where a complaint stands in a list, for the time when it is opened from there. */
function keep(query: string, { id, urgency, createdAt, lastActivityAt, dueAt = null }: Place): void {
  const at = { urgency, createdAt, lastActivityAt, dueAt };
  sessionStorage.setItem(keyOf(id), JSON.stringify({ list: listOf(query), at }));
}

/** Keeps where the complaints of a page stand in the list that the query shows. */
export function keepPlaces(query: string, records: readonly RecordJSON[]): void {
  for (const { params } of records) keep(query, params as Place);
}

/** Where a complaint stood in the list that was left; null where that never showed it. */
function keptPlace(recordId: string, query: string): string | null {
  const kept = JSON.parse(sessionStorage.getItem(keyOf(recordId)) ?? '{}') as {
    readonly list?: string;
    readonly at?: object;
  };
  return kept.at !== undefined && kept.list === listOf(query) ? JSON.stringify(kept.at) : null;
}

/** In the list that the query shows: from where it stood there, or stands now. */
async function ask(recordId: string, query: string, at: string | null): Promise<Beside | undefined> {
  const params = new URLSearchParams(query);
  if (at !== null) params.set('at', at);
  const call = { resourceId: 'complaints', recordId, actionName: 'beside', params };
  const { data } = await new ApiClient().recordAction(call);
  const { beside } = data as typeof data & { beside?: Beside | null };
  for (const place of [beside?.previous, beside?.next]) if (place) keep(query, place);
  return beside ?? undefined;
}

/** What stands beside a complaint; undefined where it was not opened from a list. */
export async function askBeside(recordId: string): Promise<Beside | undefined> {
  const query = leftQuery();
  const at = keptPlace(recordId, query);
  return at === null ? undefined : ask(recordId, query, at);
}

/** The address of the complaint that follows this one in its list; after the last that of the list. */
export async function nextAddress(recordId: string): Promise<string> {
  const query = leftQuery();
  const beside = await ask(recordId, query, keptPlace(recordId, query));
  return beside?.next ? views.showUrl('complaints', String(beside.next.id)) : placed(QUEUE);
}
