import { Op } from 'sequelize';
import { z } from 'zod';
import { Complaint } from '../../models/complaint.ts';
import { Remark } from '../../models/remark.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { authorize } from '../../policies/policy.ts';
import { parseInput } from '../parse-input.ts';
import { NAME_COLUMNS } from './conflict.ts';
import { queueRows, type QueueRow } from './queue-row.ts';
import { searchAll, searchOwn, type Candidates } from './search-candidates.ts';
import { fold, termsOf, type Term } from './search-words.ts';

/** Complaints on one page of results. */
const PAGE_SIZE = 20;
/** What is typed beyond this is ignored. */
const TYPED_LENGTH = 500;

/** What is looked for, and which page of what is found. */
export const searchInput = z.object({
  text: z
    .string('Type what you look for.')
    .transform((text) => text.slice(0, TYPED_LENGTH))
    .default(''),
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

const seesAll = (actor: Actor) => complaintPolicy.may(actor, 'readNotes');

async function candidates(actor: Actor, terms: readonly Term[]): Promise<Candidates> {
  const words = [...new Set(terms.flatMap((term) => term.words))];
  if (words.length === 0) return { ids: [], more: false };
  return seesAll(actor) ? searchAll(words) : searchOwn(words, actor.id ?? 0);
}

/** What a complaint says, the parts that count most first. */
type Texts = readonly { readonly text: string; readonly weight: number }[];

async function textsOf(actor: Actor, ids: readonly number[]): Promise<Map<number, Texts>> {
  const rows = await Complaint.findAll({
    attributes: ['id', 'title', 'description', 'location'],
    where: { [Op.and]: [{ id: [...ids] }, complaintPolicy.visibleTo(actor)] },
    include: [{ model: User, as: 'reporter', attributes: NAME_COLUMNS }],
  });
  const remarks = await Remark.findAll({
    attributes: ['complaintId', 'text'],
    where: { complaintId: [...ids], ...(seesAll(actor) ? {} : { isInternal: false }) },
    raw: true,
  });
  const said = new Map<number, string[]>();
  for (const { complaintId, text } of remarks)
    said.set(complaintId, [...(said.get(complaintId) ?? []), text]);
  return new Map(
    rows.map(({ id, title, description, location, reporter }) => [
      id,
      [
        { text: fold(title), weight: 5 },
        { text: fold(location), weight: 3 },
        { text: fold(reporter?.displayName ?? ''), weight: 3 },
        { text: fold(description), weight: 2 },
        { text: fold((said.get(id) ?? []).join('\n')), weight: 1 },
      ],
    ]),
  );
}

/** How well the texts match: for each term the weight of the best place; nothing when a term is missing. */
function score(texts: Texts, terms: readonly Term[]): number {
  let sum = 0;
  for (const term of terms) {
    const place = texts.find(({ text }) => text.includes(term.text));
    if (place === undefined) return 0;
    sum += place.weight;
  }
  return sum;
}

async function byNumber(actor: Actor, text: string): Promise<number[]> {
  const number = /^\s*#?(\d{1,9})\s*$/.exec(text)?.[1];
  if (number === undefined) return [];
  const where = { [Op.and]: [{ id: Number(number) }, complaintPolicy.visibleTo(actor)] };
  return (await Complaint.findOne({ attributes: ['id'], where })) === null ? [] : [Number(number)];
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
  const terms = termsOf(text);
  const found = await candidates(actor, terms);
  const texts = found.ids.length > 0 ? await textsOf(actor, found.ids) : new Map<number, Texts>();
  const scored = [...texts].map(([id, parts]) => ({ id, score: score(parts, terms) }));
  const best = scored.filter((row) => row.score > 0).toSorted((a, b) => b.score - a.score || b.id - a.id);
  const ids = [...new Set([...(await byNumber(actor, text)), ...best.map(({ id }) => id)])];
  const pages = Math.max(1, Math.ceil(ids.length / PAGE_SIZE));
  const shown = Math.min(Math.max(1, Math.trunc(page)), pages);
  const rows = await queueRows(ids.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE), now);
  return { rows, total: ids.length, more: found.more, page: shown, pages };
}
