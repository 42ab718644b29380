import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../database/connect.ts';

/** Most complaints that are looked at more closely, the newest of those that the index finds. */
export const MOST_CANDIDATES = 300;
/** A word in more complaints than this is frequent: collecting all its places takes longer than reading the newest. */
const FREQUENT = 4000;
/** How far back frequent words alone are looked for. */
const WINDOW = 20_000;
/** The sample that tells how frequent a word is: so many stretches of so many complaints. */
const STRETCHES = 8;
const STRETCH = 250;

function select<Row extends object>(sql: string, replacements: Record<string, unknown> = {}): Promise<Row[]> {
  return database().query<Row>(sql, { replacements, type: QueryTypes.SELECT });
}

/** The words that may be looked at: internal ones only by those who may read notes. */
function allWords(withNotes: boolean): string {
  const columns = ['public_words', 'reporter_words', ...(withNotes ? ['internal_words'] : [])];
  return isSqlite() ? columns.join(' || ') : `CONCAT(${columns.join(', ')})`;
}

/** The words are letters and digits by their spelling, so they can stand in a pattern. */
const has = (word: string, withNotes: boolean) => `${allWords(withNotes)} LIKE '% ${word}%'`;

async function frequentWords(
  words: readonly string[],
  newest: number,
  withNotes: boolean,
): Promise<Set<string>> {
  if (newest <= FREQUENT) return new Set();
  const starts = Array.from({ length: STRETCHES }, (_, i) => Math.floor((newest * (i + 0.5)) / STRETCHES));
  const sample = starts.map((start) => `complaint_id BETWEEN ${start} AND ${start + STRETCH - 1}`);
  const sums = words.map((word, index) => `SUM(${has(word, withNotes)}) AS w${index}`);
  // MariaDB's sums are text.
  const [row] = await select<Record<string, number | string>>(
    `SELECT COUNT(*) AS seen, ${sums.join(', ')} FROM search_documents WHERE ${sample.join(' OR ')}`,
  );
  const seen = Number(row?.seen ?? 0);
  const share = (index: number) => Number(row?.[`w${index}`] ?? 0) / Math.max(1, seen);
  return new Set(words.filter((_, index) => share(index) * newest > FREQUENT));
}

/** The index's own condition; each word is matched by its beginning. */
function matches(words: readonly string[]): string {
  return isSqlite()
    ? `complaint_id IN (SELECT rowid FROM complaint_search WHERE complaint_search MATCH '${words.map((word) => `${word}*`).join(' AND ')}')`
    : `MATCH (public_words, internal_words, reporter_words) AGAINST ('${words.map((word) => `+${word}*`).join(' ')}' IN BOOLEAN MODE)`;
}

async function ids(conditions: readonly string[], from = 'search_documents'): Promise<number[]> {
  const rows = await select<{ id: number }>(
    `SELECT complaint_id AS id FROM ${from} WHERE ${conditions.join(' AND ')} ORDER BY complaint_id DESC LIMIT ${MOST_CANDIDATES}`,
  );
  return rows.map(({ id }) => id);
}

/** What the index finds. */
export interface Candidates {
  /** The newest first. */
  readonly ids: readonly number[];
  /** There may be older ones. */
  readonly more: boolean;
}

/**
 * Complaints that hold all these words, for those who see all; in internal notes only where these may be read. Rare words are looked up in
 * the index and frequent ones in what that finds; frequent ones alone are looked for among the newest complaints.
 */
export async function searchAll(words: readonly string[], withNotes: boolean): Promise<Candidates> {
  const [row] = await select<{ newest: number | null }>(
    'SELECT MAX(complaint_id) AS newest FROM search_documents',
  );
  const newest = row?.newest ?? 0;
  const frequent = await frequentWords(words, newest, withNotes);
  const rare = words.filter((word) => !frequent.has(word));
  // The index holds the words of notes, too: where they do not count, what it finds is looked at again.
  const checked = withNotes ? [...frequent] : words;
  const filters = checked.map((word) => has(word, withNotes));
  const limit = rare.length > 0 ? matches(rare) : `complaint_id > ${newest - WINDOW}`;
  const found = await ids([limit, ...filters]);
  const windowed = rare.length === 0 && newest > WINDOW;
  return { ids: found, more: windowed || found.length === MOST_CANDIDATES };
}

/** One reporter's complaints that hold all these words in what they may read; few enough to need no index. */
export async function searchOwn(words: readonly string[], reporterId: number): Promise<Candidates> {
  const found = await ids(
    [`c.reporter_id = ${reporterId}`, ...words.map((word) => has(word, false))],
    'search_documents JOIN complaints c ON c.id = complaint_id',
  );
  return { ids: found, more: found.length === MOST_CANDIDATES };
}
