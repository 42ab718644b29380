import { selectOnce } from '../../../database/select.ts';
import { COUNT_LIMIT } from '../queue/count-up-to.ts';
import { candidatesOf } from './search-candidates.ts';
import { underAll } from './search-found.ts';
import type { Lookup } from './search-terms.ts';

/** Complaints whose titles have some words. */
export interface Titled {
  /** Their numbers, where they are not too many. */
  readonly ids: readonly number[] | undefined;
  /** A FROM clause of them, called `found`; the newest come first when it is ordered so. */
  readonly from: string;
}

/** Complaints whose titles have all these words; undefined where there are very many of them in no order. */
export async function titledWith(lookups: readonly Lookup[]): Promise<Titled | undefined> {
  if (lookups.length === 0) return undefined;
  const [one] = await candidatesOf(
    [{ alternatives: [{ needle: '', lookups, isPlaced: false }], isWord: false }],
    'title',
  );
  if (one === undefined || one.size === 0) return { ids: [], from: '' };
  const from = underAll([one]);
  if (one.size > COUNT_LIMIT) return one.isInOrder ? { ids: undefined, from } : undefined;
  const rows = await selectOnce<{ id: number }>(`SELECT found.complaint_id AS id FROM ${from}`);
  return { ids: rows.map(({ id }) => id), from };
}
