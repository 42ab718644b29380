import { selectOnce } from '../../../database/select.ts';
import { COUNT_LIMIT, type Count } from '../queue/count-up-to.ts';
import type { Candidates } from './search-candidates.ts';
import { holdsSomewhere, type Reader } from './search-conditions.ts';
import { inTurn, postingsByWord } from './search-dictionary.ts';

/** Whether being under a word says it all; to those who may not read notes it does not say where the word stands. */
const isCertain = ({ readsNotes }: Reader, { term, wordIds }: Candidates) =>
  readsNotes && term.isWord && wordIds !== undefined;

const isUnder = (wordId: number, id: string) =>
  `(SELECT 1 FROM ${postingsByWord('d')} WHERE d.complaint_id = ${id} AND d.word_id = ${wordId} LIMIT 1) = 1`;

/** A condition on one complaint that its words do not answer. */
function reading(reader: Reader, candidates: Candidates, id: string): string {
  const [from, condition] = isCertain(reader, candidates)
    ? ['search_postings AS d', `d.word_id IN (${candidates.wordIds?.join(', ')})`]
    : ['search_documents AS d', holdsSomewhere(reader, candidates.term)];
  return `(SELECT 1 FROM ${from} WHERE d.complaint_id = ${id} AND ${condition} LIMIT 1) = 1`;
}

/** What is known of a term that is one word, once that word is. */
const isOneWord = (reader: Reader, candidates: Candidates) =>
  isCertain(reader, candidates) && candidates.wordIds?.length === 1;

/** A condition on one complaint, which no optimizer turns into a search of its own; its words are asked for first. */
export function holdsFor(reader: Reader, candidates: Candidates, id: string): string {
  const words = candidates.required.map(({ wordId }) => isUnder(wordId, id));
  return [...words, ...(isOneWord(reader, candidates) ? [] : [reading(reader, candidates, id)])].join(
    ' AND ',
  );
}

/** A FROM clause of the complaints, called `found`, that are under all words which the terms require. */
export function underAll([rarest, ...others]: readonly Candidates[]): string {
  const inQuery = rarest?.isInOrder === true ? 1 : 0;
  const required = [...(rarest?.required.slice(inQuery) ?? []), ...others.flatMap((one) => one.required)];
  const words = new Map(required.toSorted((a, b) => a.size - b.size).map((one) => [one.wordId, one]));
  // Joined, a word is tested three times as quickly as by a condition.
  const joins = [...words.keys()].map(
    (wordId, n) =>
      ` ${inTurn()} ${postingsByWord(`d${n}`)} ON d${n}.complaint_id = found.complaint_id AND d${n}.word_id = ${wordId}`,
  );
  return `(${rarest?.query}) AS found${joins.join('')}`;
}

/** What is left to be tested of those, as a WHERE clause. */
function tested(reader: Reader, [rarest, ...others]: readonly Candidates[]): string {
  const left = others.filter((one) => !isOneWord(reader, one));
  if (rarest !== undefined && !isCertain(reader, rarest)) left.push(rarest);
  const conditions = left.map((one) => reading(reader, one, 'found.complaint_id'));
  return conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
}

/** A FROM clause of the documents, called `d`, among which are all that hold the terms; conditions are added by AND. */
export function documentsOf(candidates: readonly Candidates[]): string {
  return `${underAll(candidates)} ${inTurn()} search_documents AS d ON d.complaint_id = found.complaint_id WHERE 1 = 1`;
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

/** Counts what holds all terms, of which even the rarest is in more complaints than are counted. */
export async function countFound(reader: Reader, candidates: readonly Candidates[]): Promise<Count> {
  const [rarest, ...others] = candidates;
  if (rarest !== undefined && others.length === 0 && isCertain(reader, rarest))
    return { count: COUNT_LIMIT, more: true };
  const matching = `SELECT 1 AS one FROM ${foundBy(reader, candidates)} LIMIT ${COUNT_LIMIT + 1}`;
  const [row] = await selectOnce<{ n: number }>(`SELECT COUNT(*) AS n FROM (${matching}) AS matching`);
  const n = row?.n ?? 0;
  return { count: Math.min(n, COUNT_LIMIT), more: n > COUNT_LIMIT };
}
