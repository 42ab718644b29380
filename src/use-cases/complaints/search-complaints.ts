import { z } from 'zod';
import type { Actor } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { authorize } from '../../policies/policy.ts';
import { parseInput } from '../parse-input.ts';
import { matchComplaints } from './match-complaints.ts';
import { queueRows, type QueueRow } from './queue-row.ts';

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
  /** More complaints match; these are of the newest. */
  readonly more: boolean;
  readonly page: number;
  readonly pages: number;
}

/**
 * Finds complaints by number (`#12`), or by words of title, description, location, reporter and remarks: all words
 * must be there, each may be the beginning of one, quotes hold words together. Staff find only their own, and nothing
 * by internal notes. No input is an error.
 */
export async function searchComplaints(
  actor: Actor,
  input: z.input<typeof searchInput>,
  now: Date = new Date(),
): Promise<SearchResult> {
  authorize(complaintPolicy, actor, 'list');
  const { text, page } = parseInput(searchInput, input);
  const { ids, more } = await matchComplaints(actor, text);
  const pages = Math.max(1, Math.ceil(ids.length / PAGE_SIZE));
  const shown = Math.min(Math.max(1, Math.trunc(page)), pages);
  const rows = await queueRows(ids.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE), now);
  return { rows, total: ids.length, more, page: shown, pages };
}
