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
  readonly place: number;
  readonly total: { readonly count: number; readonly more: boolean };
}

const views = new ViewHelpers();
const QUEUE = views.resourceUrl({ resourceId: 'complaints' });

const keyOf = (id: number | string): string => `queue place ${id}`;

/** Keeps where a complaint stands, for the time when it is opened from here. */
function keep({ id, urgency, createdAt, lastActivityAt, dueAt = null }: Place): void {
  sessionStorage.setItem(keyOf(id), JSON.stringify({ urgency, createdAt, lastActivityAt, dueAt }));
}

/** Keeps where the complaints of a page stand. */
export function keepPlaces(records: readonly RecordJSON[]): void {
  for (const { params } of records) keep(params as Place);
}

/** In the list as it was left, or the one that this person begins with: from where it stood there, or stands now. */
async function ask(recordId: string, at: string | null): Promise<Beside | undefined> {
  const [, query = ''] = placed(QUEUE).split('?');
  const params = new URLSearchParams(query);
  if (at !== null) params.set('at', at);
  const call = { resourceId: 'complaints', recordId, actionName: 'beside', params };
  const { data } = await new ApiClient().recordAction(call);
  const { beside } = data as typeof data & { beside?: Beside | null };
  for (const place of [beside?.previous, beside?.next]) if (place) keep(place);
  return beside ?? undefined;
}

/** What stands beside a complaint; undefined where it was not opened from a list. */
export async function askBeside(recordId: string): Promise<Beside | undefined> {
  const at = sessionStorage.getItem(keyOf(recordId));
  return at === null ? undefined : ask(recordId, at);
}

/** The address of the complaint that follows this one in its list; after the last that of the list. */
export async function nextAddress(recordId: string): Promise<string> {
  const beside = await ask(recordId, sessionStorage.getItem(keyOf(recordId)));
  return beside?.next ? views.showUrl('complaints', String(beside.next.id)) : placed(QUEUE);
}
