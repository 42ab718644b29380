import { database } from '../../src/database/connect.ts';
import { learnWords } from '../../src/use-cases/complaints/search/search-dictionary.ts';
import {
  indexed,
  postingsOf,
  type PlacedText,
} from '../../src/use-cases/complaints/search/search-indexed.ts';
import { ELSEWHERE, PLACE_COLUMNS } from '../../src/use-cases/complaints/search/search-places.ts';
import { copiesOf, PERIOD } from './texts.ts';

/** What a complaint is found by, by the column of the index. */
export type Texts = Readonly<Record<string, readonly string[]>>;

/** Complaints of one statement. */
const CHUNK = 250;
const INDEX = 'search_postings_word';
const PLACES = [...PLACE_COLUMNS, ELSEWHERE];
const POSTING = ['word_id', ...PLACES].join(', ');

/** The words and documents of complaints with these texts, as the portal itself writes them. */
async function write(ids: readonly number[], texts: readonly Texts[], learnt: Set<string>): Promise<void> {
  const columns = Object.keys(texts[0] ?? {});
  const all = texts.map((one) => {
    const placed = columns.flatMap((column) => (one[column] ?? []).map((text): PlacedText => [column, text]));
    return indexed(placed, columns);
  });
  const fresh = [...new Set(all.flatMap(({ words }) => [...words.keys()]))].filter(
    (word) => !learnt.has(word),
  );
  for (const word of fresh) learnt.add(word);
  await learnWords(fresh);
  const documents = all.map((one, i) => {
    const values = Object.values(one.documents).map((document) => database().escape(document));
    return `(${ids[i]}, ${values.join(', ')})`;
  });
  await database().query(
    `INSERT INTO search_documents (complaint_id, ${columns.join(', ')}) VALUES ${documents.join(', ')}`,
  );
  const postings = all.flatMap((one, i) => {
    const sorted = postingsOf(one).toSorted(([a], [b]) => Number(a) - Number(b));
    return sorted.map((values) => `(${ids[i]},${values.join(',')})`);
  });
  await database().query(
    `INSERT INTO search_postings (complaint_id, ${POSTING}) VALUES ${postings.join(',')}`,
  );
}

async function copy(table: string, columns: string, offset: number, count: number): Promise<void> {
  await database().query(
    `INSERT INTO ${table} (complaint_id, ${columns}) SELECT complaint_id + ${offset}, ${columns} FROM ${table} WHERE complaint_id <= ${count}`,
  );
}

/** The search index of all complaints, of which the later ones have the texts of the first. */
export async function loadSearch(total: number, textsOf: (id: number) => Texts): Promise<void> {
  const queries = database().getQueryInterface();
  // Built at once, an index takes a fraction of the time that it takes row by row.
  await queries.removeIndex('search_postings', INDEX);
  const learnt = new Set<string>();
  const written = Math.min(total, PERIOD);
  for (let start = 1; start <= written; start += CHUNK) {
    const ids = Array.from({ length: Math.min(CHUNK, written - start + 1) }, (_, i) => start + i);
    await write(ids, ids.map(textsOf), learnt);
  }
  const columns = Object.keys(textsOf(1)).join(', ');
  for (const { offset, count } of copiesOf(total)) {
    await copy('search_documents', columns, offset, count);
    await copy('search_postings', POSTING, offset, count);
  }
  await queries.addIndex('search_postings', ['word_id', 'complaint_id', ...PLACES], { name: INDEX });
}
