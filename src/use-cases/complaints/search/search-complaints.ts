import { z } from 'zod';
import type { Actor } from '../../../policies/actor.ts';
import { parseInput } from '../../parse-input.ts';
import { listComplaints } from '../queue/list-complaints.ts';
import type { QueueRow } from '../queue/queue-row.ts';

/** Complaints on one page of results. */
const PAGE_SIZE = 20;

/** What is looked for, and which page of what is found. */
export const searchInput = z.object({
  text: z.string('Type what you look for.').default(''),
  page: z.number('The page is a number.').default(1),
});

/** One page of what was found, best and newest first. */
export interface SearchResult {
  readonly rows: readonly QueueRow[];
  readonly total: number;
  /** More complaints match than were counted. */
  readonly more: boolean;
  readonly page: number;
  readonly pages: number;
}

/**
 * Finds complaints by number (`#12`), or by what is in title, description, location, reporter and remarks: all terms
 * must be there, each may be the beginning of a word or four letters of it, signs count (`C++`, `10.0.0.17`), quotes
 * hold words together. Staff find only their own, and nothing by internal notes. No input is an error.
 */
export async function searchComplaints(
  actor: Actor,
  input: unknown,
  now: Date = new Date(),
): Promise<SearchResult> {
  const { text, page: asked } = parseInput(searchInput, input);
  if (text.trim() === '') return { rows: [], total: 0, more: false, page: 1, pages: 1 };
  const query = { search: text, page: asked, pageSize: PAGE_SIZE };
  const { rows, total, page, pages } = await listComplaints(actor, query, now);
  return { rows, total: total.count, more: total.more, page, pages };
}
