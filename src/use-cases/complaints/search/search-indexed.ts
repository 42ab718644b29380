import { slicesOf } from './long-words.ts';
import { placeValues, type Places } from './search-places.ts';
import { chunksOf, documentFrom, joined, joints, pairs, type Chunk, type Part } from './search-words.ts';
import { IN_TITLE, wordId } from './word-id.ts';

/** The words under which texts are found, with their places. */
class Words {
  readonly found = new Map<string, Places>();
  #next = 0;

  /** @param isPlaced whether the places of what is added are kept. */
  add(chunks: readonly Chunk[], isPlaced: boolean): void {
    for (const chunk of chunks) {
      for (const [index, part] of chunk.entries()) this.#addPart(part, isPlaced ? index : undefined);
      for (const [word, index] of joints(chunk)) this.#put(word, isPlaced ? index : undefined);
      // They stand nowhere.
      for (const word of joined(chunk)) for (const known of [word, ...slicesOf(word)]) this.#of(known);
      if (isPlaced) this.#next += chunk.length;
    }
    // What follows is another text: no phrase goes from one into the other.
    if (isPlaced) this.#next += 1;
  }

  #addPart({ kind, text }: Part, index: number | undefined): void {
    if (kind === 'sign') return;
    for (const slice of slicesOf(text)) this.#of(slice);
    if (kind !== 'run') return this.#put(text, index);
    for (const pair of pairs(text)) this.#of(pair);
    // The last letter, too, is the beginning of something.
    this.#of(Array.from(text).at(-1) ?? '');
  }

  #of(word: string): Places {
    const known = this.found.get(word) ?? { at: [], elsewhere: false };
    this.found.set(word, known);
    return known;
  }

  #put(word: string, index: number | undefined): void {
    const places = this.#of(word);
    if (index === undefined) places.elsewhere = true;
    else places.at.push(this.#next + index);
  }
}

/** Under which words texts are found. */
export function wordsOf(texts: readonly string[]): Set<string> {
  const words = new Words();
  for (const text of texts) words.add(chunksOf(text), false);
  return new Set(words.found.keys());
}

/** A text, and the column of the index that it belongs to. */
export type PlacedText = readonly [column: string, text: string];

/** Texts as the index has them. */
export interface IndexedTexts {
  /** By their columns. */
  readonly documents: Readonly<Record<string, string>>;
  /** Of all of them. */
  readonly words: ReadonlyMap<string, Places>;
  /** Of the title. */
  readonly titleWords: ReadonlySet<string>;
}

/** Names change in very many complaints at once, whose other words must not move then: they have no places. */
const UNPLACED = 'reporter_words';

/**
 * Takes texts apart, once.
 *
 * @param texts in an order in which new ones come last, so that what was indexed before keeps its places.
 * @param columns of the index, whether they have texts or not.
 */
export function indexed(texts: readonly PlacedText[], columns: readonly string[]): IndexedTexts {
  const words = new Words();
  const documents = new Map(columns.map((column) => [column, [] as (readonly Chunk[])[]]));
  for (const [column, text] of texts) {
    const chunks = chunksOf(text);
    words.add(chunks, column !== UNPLACED);
    documents.get(column)?.push(chunks);
  }
  const titles = new Words();
  for (const chunks of documents.get('title_words') ?? []) titles.add(chunks, false);
  const lines = [...documents].map(([column, some]) => [column, documentFrom(some)]);
  return {
    documents: Object.fromEntries(lines) as Record<string, string>,
    words: words.found,
    titleWords: new Set(titles.found.keys()),
  };
}

/** What a complaint is under a word for: the values of a posting's columns, its word's number first. */
export function postingsOf({ words, titleWords }: IndexedTexts): string[][] {
  const nowhere = placeValues({ at: [], elsewhere: false });
  return [
    ...[...words].map(([word, places]) => [String(wordId(word)), ...placeValues(places)]),
    ...[...titleWords].map((word) => [String(wordId(word) + IN_TITLE), ...nowhere]),
  ];
}
