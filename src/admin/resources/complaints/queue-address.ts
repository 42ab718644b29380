import type { QueueView } from '../../../use-cases/complaints/queue/queue-filter.ts';
import { singleText } from '../../request/query.ts';

type Query = Readonly<Record<string, unknown>>;

/** What of an address says which complaints are shown, and in which order. */
const TOLD = /^(?:filters\..+|sortBy|direction)$/;
/** Filters that are one text, commas and all. */
const TEXT = /^filters\.(?:search|title)$/;

/** The parameters of an address, as a query is given to those who read it. */
export function readAddress(text: string): Query {
  const params = new URLSearchParams(text);
  const several = [...new Set(params.keys())].map((key) => {
    const values = params.getAll(key);
    return [key, values.length === 1 ? values[0] : values] as const;
  });
  return Object.fromEntries(several);
}

function valueOf(key: string, values: readonly string[]): string {
  const whole = values.join(',');
  if (TEXT.test(key)) return whole;
  return [...new Set(whole.split(',').map((one) => one.trim()))].toSorted().join(',');
}

/**
 * The one text for all addresses that show the same complaints in the same order, without the page.
 *
 * @param query one that `readQueueQuery` understood.
 */
export function addressOf(query: Query, view: QueueView = 'all'): string {
  const told = new Map<string, string[]>();
  for (const [key, value] of Object.entries(query)) {
    if (!TOLD.test(key)) continue;
    const plain = key.replace(/\.\d{1,3}$/, '');
    const values = [value].flat().map(singleText).filter(Boolean);
    if (values.length > 0) told.set(plain, [...(told.get(plain) ?? []), ...values]);
  }
  told.set('filters.view', [view]);
  const sorted = [...told].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return new URLSearchParams(sorted.map(([key, values]) => [key, valueOf(key, values)])).toString();
}
