import { database, isSqlite } from '../../../database/connect.ts';
import { selectOnce } from '../../../database/select.ts';
import type { User } from '../../../models/user.ts';
import { learnWords } from './search-dictionary.ts';
import { slicesOf } from './long-words.ts';
import { wordsOf } from './search-indexed.ts';
import { ELSEWHERE } from './search-places.ts';
import { documentOf } from './search-words.ts';
import { wordId } from './word-id.ts';

const OTHER_PLACES = ['title_words', 'location_words', 'description_words', 'remark_words', 'note_words'];

/** Words that reporters' documents show for their names; there is one name unless some came by another way. */
async function presentWords(reporterId: number): Promise<Set<string>> {
  const rows = await selectOnce<{ words: string }>(
    `SELECT DISTINCT reporter_words AS words FROM search_documents WHERE complaint_id IN (SELECT id FROM complaints WHERE reporter_id = ${reporterId})`,
  );
  const shown = rows.flatMap(({ words }) => words.split(/\s+/)).filter((word) => word !== '');
  return new Set(shown.flatMap((word) => [word, ...slicesOf(word)]));
}

/** How a word that is in a complaint already is found in its reporter's name, too. */
const elsewhereToo = () =>
  isSqlite()
    ? `ON CONFLICT (complaint_id, word_id) DO UPDATE SET ${ELSEWHERE} = 1`
    : `ON DUPLICATE KEY UPDATE ${ELSEWHERE} = 1`;

/** Makes somebody's complaints found under their present name; part of the transaction that changes it. */
export async function indexReporter(reporter: User): Promise<void> {
  const own = `complaint_id IN (SELECT id FROM complaints WHERE reporter_id = ${reporter.id})`;
  const words = wordsOf([reporter.displayName]);
  const former = [...(await presentWords(reporter.id))].filter((word) => !words.has(word));
  await learnWords(words);
  const document = database().escape(documentOf([reporter.displayName]));
  await database().query(`UPDATE search_documents SET reporter_words = ${document} WHERE ${own}`);
  for (const word of words)
    await database().query(
      `INSERT INTO search_postings (complaint_id, word_id, ${ELSEWHERE}) SELECT complaint_id, ${wordId(word)}, 1 FROM search_documents WHERE ${own} ${elsewhereToo()}`,
    );
  for (const word of former) {
    const needle = database().escape(` ${word} `);
    const elsewhere = OTHER_PLACES.map((column) => `INSTR(${column}, ${needle}) > 0`).join(' OR ');
    await database().query(
      `DELETE FROM search_postings WHERE word_id = ${wordId(word)} AND complaint_id IN (SELECT complaint_id FROM search_documents WHERE ${own} AND NOT (${elsewhere}))`,
    );
  }
}
