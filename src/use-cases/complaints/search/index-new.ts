import { database } from '../../../database/connect.ts';
import { insertWritten } from '../../../database/insert-plain.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { DOCUMENT_COLUMNS } from './index-complaint.ts';
import { learnWords } from './search-dictionary.ts';
import { indexed, postingsOf, type IndexedTexts, type PlacedText } from './search-indexed.ts';
import { ELSEWHERE, PLACE_COLUMNS } from './search-places.ts';
import { wordId } from './word-id.ts';

const POSTING = ['complaint_id', 'word_id', ...PLACE_COLUMNS, ELSEWHERE];
/** Most words of which it is remembered that they are known: what people write of repeats. */
const MOST_REMEMBERED = 200_000;

/** What a new complaint is found by. */
export interface NewTexts {
  readonly reporter: string;
  readonly title: string;
  readonly location: string;
  readonly description: string;
  readonly said: readonly { readonly text: string; readonly isInternal: boolean }[];
}

/** Takes the texts of a new complaint apart, as `indexOf` does those of one that is stored. */
export function indexOfNew({ reporter, title, location, description, said }: NewTexts): IndexedTexts {
  const texts: PlacedText[] = [
    ['reporter_words', reporter],
    ['title_words', title],
    ['location_words', location],
    ['description_words', description],
    ...said.map(({ text, isInternal }): PlacedText => [isInternal ? 'note_words' : 'remark_words', text]),
  ];
  return indexed(texts, DOCUMENT_COLUMNS);
}

/** Makes words known, in a transaction of its own: nobody who files a complaint waits for those of very many. */
export async function learnWordsOf(indexes: readonly IndexedTexts[], known: Set<string>): Promise<void> {
  const fresh = new Set<string>();
  for (const { words } of indexes) for (const word of words.keys()) if (!known.has(word)) fresh.add(word);
  if (fresh.size === 0) return;
  await inTransaction(() => learnWords(fresh));
  if (known.size > MOST_REMEMBERED) known.clear();
  for (const word of fresh) known.add(word);
}

/** Makes complaints found that were just inserted, very many at once; their words are known already. */
export async function indexNew(
  complaints: readonly { readonly id: number; readonly index: IndexedTexts }[],
): Promise<void> {
  const documents = complaints.map(({ id, index }) => {
    const values = DOCUMENT_COLUMNS.map((column) => database().escape(index.documents[column] ?? ''));
    return `(${id}, ${values.join(', ')})`;
  });
  await insertWritten('search_documents', ['complaint_id', ...DOCUMENT_COLUMNS], documents);
  const postings = complaints.flatMap(({ id, index }) =>
    postingsOf(index)
      .toSorted(([a], [b]) => Number(a) - Number(b))
      .map((values) => `(${id},${values.join(',')})`),
  );
  await insertWritten('search_postings', POSTING, postings);
}

/** A new complaint as the index will have it, before it has a number. */
export interface PreparedIndex {
  readonly index: IndexedTexts;
  /** The numbers of its words, each once. */
  readonly wordIds: readonly number[];
}

/** Does what can be done before the transaction that files a complaint: what it holds is held the shorter. */
export function prepareIndex(texts: NewTexts): PreparedIndex {
  const index = indexOfNew(texts);
  return { index, wordIds: [...new Set(Array.from(index.words.keys(), wordId))] };
}

/**
 * Makes a new complaint found; part of the transaction that files it.
 *
 * @param known how many of its words somebody wrote before.
 */
export async function indexFiled(
  id: number,
  { index, wordIds }: PreparedIndex,
  known: number,
): Promise<void> {
  if (known < wordIds.length) await learnWords(index.words.keys());
  await indexNew([{ id, index }]);
}
