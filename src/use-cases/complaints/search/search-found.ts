import { selectOnce } from '../../../database/select.ts';
import { COUNT_LIMIT, type Count } from '../queue/count-up-to.ts';
import type { Candidates } from './search-candidates.ts';
import { holdsSomewhere, type Reader } from './search-conditions.ts';
import { inTurn, isUnderOne, postingsByWord } from './search-postings.ts';
import { areWhole, holdsOne, standIn, type Aliases } from './search-phrases.ts';

/** What complaints that were found are called in statements. */
const FOUND = 'found';
const ID = `${FOUND}.complaint_id`;

/** Whether postings say it all; to those who may not read notes they do not say whose words they are. */
const isCertain = ({ readsNotes }: Reader, candidates: Candidates) =>
  readsNotes && ((candidates.term.isWord && candidates.wordIds !== undefined) || areWhole(candidates));

const inDocument = (reader: Reader, { term }: Candidates, id: string) =>
  `(SELECT 1 FROM search_documents AS d WHERE d.complaint_id = ${id} AND ${holdsSomewhere(reader, term)} LIMIT 1) = 1`;

/** A condition on one complaint that the words which it requires do not answer. */
function beyondWords(reader: Reader, candidates: Candidates, id: string): string {
  const reading = inDocument(reader, candidates, id);
  if (!isCertain(reader, candidates)) return reading;
  if (!candidates.term.isWord) return holdsOne(candidates, id, reading);
  return isUnderOne('d', id, candidates.wordIds ?? []);
}

/** What is known of a term that is one word, once that word is. */
const isOneWord = (reader: Reader, candidates: Candidates) =>
  isCertain(reader, candidates) && candidates.wordIds?.length === 1;

/** A condition on one complaint, which no optimizer turns into a search of its own; its words are asked for first. */
export function holdsFor(reader: Reader, candidates: Candidates, id: string): string {
  const words = candidates.required.map(({ wordId }) => isUnderOne('d', id, [wordId]));
  const more = isOneWord(reader, candidates) ? [] : [beyondWords(reader, candidates, id)];
  return [...words, ...more].join(' AND ');
}

/** The words that are joined to `found`, the rarest first; those of `found` itself are called so, too. */
function aliasesOf([rarest, ...others]: readonly Candidates[]): Map<number, string> {
  const isFirst = rarest?.isInOrder === true ? 1 : 0;
  const first = rarest?.required.slice(0, isFirst) ?? [];
  const required = [...(rarest?.required.slice(isFirst) ?? []), ...others.flatMap((one) => one.required)];
  const sorted = required.toSorted((a, b) => a.size - b.size).map(({ wordId }) => wordId);
  const joined = new Set(sorted.filter((wordId) => wordId !== first[0]?.wordId));
  return new Map([
    ...first.map(({ wordId }) => [wordId, FOUND] as const),
    ...[...joined].map((wordId, n) => [wordId, `d${n}`] as const),
  ]);
}

/** A FROM clause of the complaints, called `found`, that are under all words which the terms require. */
export function underAll(candidates: readonly Candidates[]): string {
  const joined = [...aliasesOf(candidates)].filter(([, alias]) => alias !== FOUND);
  // Joined, a word is tested three times as quickly as by a condition.
  const joins = joined.map(
    ([wordId, alias]) =>
      ` ${inTurn()} ${postingsByWord(alias)} ON ${alias}.complaint_id = ${FOUND}.complaint_id AND ${alias}.word_id = ${wordId}`,
  );
  return `(${candidates[0]?.query}) AS ${FOUND}${joins.join('')}`;
}

/** What is left to be tested of a term whose words are joined. */
function left(reader: Reader, candidates: Candidates, aliases: Aliases): string[] {
  if (isOneWord(reader, candidates)) return [];
  const reading = inDocument(reader, candidates, ID);
  if (!isCertain(reader, candidates)) return [...standIn(candidates, aliases, ID, undefined), reading];
  const placed = standIn(candidates, aliases, ID, reading);
  return placed.length > 0 ? placed : [beyondWords(reader, candidates, ID)];
}

const whereAll = (conditions: readonly string[]): string =>
  conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';

/** What is left to be tested of those, as a WHERE clause. */
function tested(reader: Reader, candidates: readonly Candidates[]): string {
  const aliases = aliasesOf(candidates);
  // Whatever has the rarest word, or one of those that it may be, was found by it.
  const [rarest] = candidates;
  const known = rarest !== undefined && rarest.term.isWord && isCertain(reader, rarest) ? 1 : 0;
  return whereAll(candidates.slice(known).flatMap((one) => left(reader, one, aliases)));
}

/** A FROM clause of the documents, called `d`, among which are all that hold the terms; conditions are added by AND. */
export function documentsOf(candidates: readonly Candidates[]): string {
  const aliases = aliasesOf(candidates);
  const placed = candidates.flatMap((one) => standIn(one, aliases, ID, undefined));
  return `${underAll(candidates)} ${inTurn()} search_documents AS d ON d.complaint_id = ${ID} WHERE ${['1 = 1', ...placed].join(' AND ')}`;
}

/** The newest first where the rarest term's postings lie in that order; the newest are also in memory. */
const order = ([rarest]: readonly Candidates[]) =>
  rarest?.isInOrder === true ? ' ORDER BY found.complaint_id DESC' : '';

/** A FROM clause, in order, of the complaints that hold all terms, of which the first is the rarest. */
const foundBy = (reader: Reader, candidates: readonly Candidates[]) =>
  `${underAll(candidates)}${tested(reader, candidates)}${order(candidates)}`;

/** Complaints that hold all terms, of which the first is the rarest and its postings lie in order: the newest first. */
export async function newestFound(
  reader: Reader,
  candidates: readonly Candidates[],
  limit: number,
  offset: number,
): Promise<number[]> {
  const rows = await selectOnce<{ id: number }>(
    `SELECT found.complaint_id AS id FROM ${foundBy(reader, candidates)} LIMIT ${limit} OFFSET ${offset}`,
  );
  return rows.map(({ id }) => id);
}

/** All complaints that hold all terms, of which the first is the rarest: the newest first. */
export async function allFound(reader: Reader, candidates: readonly Candidates[]): Promise<number[]> {
  const rows = await selectOnce<{ id: number }>(
    `SELECT ${ID} AS id FROM ${underAll(candidates)}${tested(reader, candidates)}`,
  );
  return rows.map(({ id }) => id).toSorted((a, b) => b - a);
}

/**
 * Complaints that hold all terms among few that are found by something else, the newest first and no further than is
 * counted: for each of these the words are looked up, the rarest first.
 *
 * @param among a query of their numbers as `complaint_id`.
 */
export async function foundAmong(
  reader: Reader,
  candidates: readonly Candidates[],
  among: string,
): Promise<number[]> {
  const all = candidates.map((one) => ({ ...one, query: among, isInOrder: false }));
  const aliases = aliasesOf(all);
  const conditions = whereAll(all.flatMap((one) => left(reader, one, aliases)));
  const rows = await selectOnce<{ id: number }>(
    `SELECT ${ID} AS id FROM ${underAll(all)}${conditions} ORDER BY ${ID} DESC LIMIT ${COUNT_LIMIT + 1}`,
  );
  return rows.map(({ id }) => id);
}

/** Counts what holds all terms, of which even the rarest is in more complaints than are counted. */
export async function countFound(reader: Reader, candidates: readonly Candidates[]): Promise<Count> {
  const [rarest, ...others] = candidates;
  if (rarest?.term.isWord === true && others.length === 0 && isCertain(reader, rarest))
    return { count: COUNT_LIMIT, more: true };
  const matching = `SELECT 1 AS one FROM ${foundBy(reader, candidates)} LIMIT ${COUNT_LIMIT + 1}`;
  const [row] = await selectOnce<{ n: number }>(`SELECT COUNT(*) AS n FROM (${matching}) AS matching`);
  const n = row?.n ?? 0;
  return { count: Math.min(n, COUNT_LIMIT), more: n > COUNT_LIMIT };
}
