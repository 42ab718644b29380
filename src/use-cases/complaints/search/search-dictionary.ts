import { database, isSqlite } from '../../../database/connect.ts';
import { run } from '../../../database/statement.ts';
import { selectOnce } from '../../../database/select.ts';
import { isBehindLetters } from './behind-letters.ts';
import { beginningOf } from './long-words.ts';
import { inTurn, postingsByWord } from './search-postings.ts';
import type { Lookup } from './search-terms.ts';
import { IN_TITLE, wordId } from './word-id.ts';

/** Length of the parts by which what stands within a word is found. */
const PART_LENGTH = 4;
/** Of more words than this, their numbers are not written out. */
const MOST_LISTED = 500;

const quoted = (text: string): string => database().escape(text);

/** The beginning of a statement that inserts rows of which some may be there already. */
const insertOrLeave = (): string => (isSqlite() ? 'INSERT OR IGNORE' : 'INSERT IGNORE');

/** Inserts rows of which some may be there already. */
async function insertMissing(table: string, columns: string, rows: readonly string[]): Promise<void> {
  if (rows.length > 0) await run(`${insertOrLeave()} INTO ${table} (${columns}) VALUES ${rows.join(', ')}`);
}

/** The stretches of a word that may be looked for, its beginning apart; those of a number are not. */
function partsOf(word: string): string[] {
  const letters = Array.from(word);
  if (!/^\t?[\p{L}\p{M}\p{N}]+$/u.test(word) || !/\p{L}/u.test(word)) return [];
  const starts = Array.from({ length: Math.max(0, letters.length - PART_LENGTH) }, (_, index) => index + 1);
  return [...new Set(starts.map((start) => letters.slice(start, start + PART_LENGTH).join('')))];
}

/**
 * A query: how many of some words are known.
 *
 * @param places of their numbers, each once or repeated, in a statement.
 * @param condition has to hold, too.
 */
export function countKnown(places: string, condition: string): string {
  return `SELECT COUNT(*) FROM search_words WHERE id IN (${places}) AND ${condition}`;
}

/** The words that are not known yet, by their numbers; nearly all are known. */
async function unknownAmong(words: Iterable<string>): Promise<ReadonlyMap<number, string>> {
  const byId = new Map([...words].map((word) => [wordId(word), word]));
  if (byId.size === 0) return byId;
  const known = await selectOnce<{ id: number }>(
    `SELECT id FROM search_words WHERE id IN (${[...byId.keys()].join(', ')})`,
  );
  for (const { id } of known) byId.delete(id);
  return byId;
}

/** Makes words known by their beginnings and parts. */
async function makeKnown(words: ReadonlyMap<number, string>): Promise<void> {
  if (words.size === 0) return;
  // In one order, so that two who learn the same words wait for one another instead of both.
  const sorted = [...words]
    .map(([id, word]) => [id, beginningOf(word)] as const)
    .toSorted(([a], [b]) => a - b);
  const parts = sorted.flatMap(([id, word]) => partsOf(word).map((part) => `(${quoted(part)}, ${id})`));
  await insertMissing(
    'search_words',
    'id, word',
    sorted.map(([id, word]) => `(${id}, ${quoted(word)})`),
  );
  await insertMissing('search_word_parts', 'part, word_id', parts);
}

/** Makes those of the words known that are not. */
export async function learnWords(words: Iterable<string>): Promise<void> {
  await makeKnown(await unknownAmong(words));
}

/**
 * Makes words unknown that stand nowhere any more, in the transaction that took them out. Whoever files one of them at this
 * very moment finds it by its whole alone until it is filed once more.
 */
export async function forgetWords(words: Iterable<string>): Promise<void> {
  const ids = [...new Set([...words].map(wordId))];
  for (let from = 0; from < ids.length; from += MOST_LISTED) {
    const some = ids.slice(from, from + MOST_LISTED).join(', ');
    const stand = `SELECT word_id FROM search_postings WHERE word_id IN (${some})`;
    await database().query(`DELETE FROM search_words WHERE id IN (${some}) AND id NOT IN (${stand})`);
    await database().query(
      `DELETE FROM search_word_parts WHERE word_id IN (${some}) AND word_id NOT IN (${stand})`,
    );
  }
}

/** Known words of which many may be meant, as a query of their numbers. */
function wordsQuery({ word, how }: Lookup): string {
  const [from, to] = [quoted(word), quoted(`${word}\u{10FFFF}`)];
  const begin = `SELECT id FROM search_words WHERE word >= ${from} AND word < ${to}`;
  if (how === 'begin') return begin;
  // Only parts with a letter are kept; the distinct words are few enough to read them all.
  if (how === 'within' && (Array.from(word).length < PART_LENGTH || !/\p{L}/u.test(word)))
    return `SELECT id FROM search_words WHERE INSTR(word, ${from}) > 0`;
  const part = quoted(Array.from(word).slice(0, PART_LENGTH).join(''));
  const stands = how === 'number' ? isBehindLetters('w.word', word) : `INSTR(w.word, ${from}) > 0`;
  return `SELECT w.id AS id FROM search_word_parts AS p JOIN search_words AS w ON w.id = p.word_id WHERE p.part = ${part} AND ${stands} UNION ${begin}`;
}

/** Where a word is looked for: in all that a complaint is found by, or in its title alone. */
export type Place = 'anywhere' | 'title';

/** The postings of the words that a lookup means. */
export interface Source {
  /** A FROM clause in which the postings are called p; undefined where there is no such word. */
  readonly from: string | undefined;
  /** The numbers of the words, unless there are very many. */
  readonly wordIds: readonly number[] | undefined;
}

function sourceOf(lookup: Lookup, ids: readonly number[], place: Place): Source {
  const added = place === 'title' ? IN_TITLE : 0;
  const wordIds = ids.map((id) => id + added);
  if (wordIds.length === 0) return { from: undefined, wordIds };
  if (wordIds.length > MOST_LISTED) {
    const from = `(${wordsQuery(lookup)}) AS w ${inTurn()} ${postingsByWord('p')} ON p.word_id = w.id + ${added}`;
    return { from, wordIds: undefined };
  }
  return { from: `${postingsByWord('p')} WHERE p.word_id IN (${wordIds.join(', ')})`, wordIds };
}

/** The name of a lookup. */
export const keyOf = ({ word, how }: Lookup): string => `${how} ${word}`;

/** What the lookups stand for in a place, in one query. */
export async function findWords(lookups: readonly Lookup[], place: Place): Promise<Map<string, Source>> {
  const open = lookups.filter(({ how }) => how !== 'exact');
  const queries = open.map(
    (lookup, n) =>
      `SELECT ${n} AS n, id FROM (SELECT id FROM (${wordsQuery(lookup)}) AS all${n} LIMIT ${MOST_LISTED + 1}) AS some${n}`,
  );
  const rows =
    queries.length > 0 ? await selectOnce<{ n: number; id: number }>(queries.join(' UNION ALL ')) : [];
  const ids = open.map((): number[] => []);
  for (const { n, id } of rows) ids[n]?.push(id);
  return new Map(
    lookups.map((lookup) => {
      const found = ids[open.indexOf(lookup)] ?? [wordId(lookup.word)];
      return [keyOf(lookup), sourceOf(lookup, [...new Set(found)], place)];
    }),
  );
}
