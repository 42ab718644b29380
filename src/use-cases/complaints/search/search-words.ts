import { fold } from './search-fold.ts';
import { IN_TITLE, wordId } from './word-id.ts';

/** Scripts that put no spaces between words. */
const UNSPACED =
  '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}';
const PART = new RegExp(
  `(?<run>(?:(?=[\\p{L}\\p{M}])[${UNSPACED}])+)|(?<word>(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+|[\\p{L}\\p{N}\\p{M}])|(?<picture>\\p{Extended_Pictographic})|(?<sign>\\S)`,
  'gu',
);
/** What stands around a word because of the sentence; a dot before a word (.NET) is a part of it. */
const OPENING = /^(?:[([{<"',;:!?¡¿]|\.(?=\.))+\.*(?=\S)|^\.+$/u;
const CLOSING = /[)\]}>"',;:!?.]+$/u;

/** A piece of what stands between spaces: a word, a run of a script without spaces, a picture, or a sign. */
export interface Part {
  readonly kind: 'word' | 'run' | 'picture' | 'sign';
  readonly text: string;
}

/** A piece of text between spaces; it holds a part that is no sign. */
export type Chunk = readonly Part[];

function partsOf(text: string): Part[] {
  return [...text.matchAll(PART)].map(({ 0: found, groups = {} }) => {
    const kind = (['run', 'word', 'picture'] as const).find((one) => groups[one] !== undefined) ?? 'sign';
    return { kind, text: found };
  });
}

/** What stands between the spaces of a text, without the marks of the sentence around it. */
export function chunksOf(text: string): Chunk[] {
  return fold(text)
    .split(' ')
    .map((piece) => partsOf(piece.replace(OPENING, '').replace(CLOSING, '')))
    .filter((parts) => parts.some(({ kind }) => kind !== 'sign'));
}

/** A chunk as a document of the index has it. */
export const sequence = (chunk: Chunk): string => chunk.map(({ text }) => text).join(' ');

/** Compounds of a chunk without their hyphens and apostrophes: `wi-fi` is `wifi` as well. */
export function joined(chunk: Chunk): string[] {
  const found: string[] = [];
  let words: string[] = [];
  const end = () => {
    if (words.length > 1) found.push(words.join(''));
    words = [];
  };
  for (const [index, { kind, text }] of chunk.entries()) {
    const isJoint = /^['-]$/.test(text) && words.length > 0 && chunk[index + 1]?.kind === 'word';
    if (kind === 'word') words.push(text);
    else if (!isJoint) end();
  }
  end();
  return found;
}

/** The neighbours of which one is a sign, such as `c+` and `++` of `c++`. */
export function joints(chunk: Chunk): [left: string, right: string][] {
  return chunk.flatMap((part, index) => {
    const next = chunk[index + 1];
    if (next === undefined || (part.kind !== 'sign' && next.kind !== 'sign')) return [];
    const left = part.kind === 'run' ? (Array.from(part.text).at(-1) ?? '') : part.text;
    const right = next.kind === 'run' ? (Array.from(next.text)[0] ?? '') : next.text;
    return [[left, right] as [string, string]];
  });
}

/** The overlapping pairs of a run without spaces. */
export function pairs(run: string): string[] {
  const letters = Array.from(run);
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

function wordsOfPart({ kind, text }: Part): string[] {
  if (kind === 'sign') return [];
  // The last letter, too, is the beginning of something.
  return kind === 'run' ? [...pairs(text), Array.from(text).at(-1) ?? ''] : [text];
}

/** Under which words chunks are found. */
function addWords(words: Set<string>, chunks: readonly Chunk[]): void {
  for (const chunk of chunks) {
    for (const part of chunk) for (const word of wordsOfPart(part)) words.add(word);
    for (const [left, right] of joints(chunk)) words.add(`${left}${right}`);
    for (const word of joined(chunk)) words.add(word);
  }
}

/** Under which words texts are found. */
export function wordsOf(texts: readonly string[]): Set<string> {
  const words = new Set<string>();
  for (const text of texts) addWords(words, chunksOf(text));
  return words;
}

function lineOf(chunks: readonly Chunk[]): string {
  const compounds = chunks.flatMap(joined);
  // No search has a tab or a new line: nothing is found across them.
  const more = compounds.length > 0 ? `\t ${compounds.join(' ')} ` : '';
  return chunks.length > 0 ? ` ${chunks.map(sequence).join(' ')} ${more}` : '';
}

const documentFrom = (texts: readonly (readonly Chunk[])[]): string =>
  texts
    .map(lineOf)
    .filter((line) => line !== '')
    .join('\n');

/** Texts as a document of the index has them: every part between spaces, compounds once more at the end. */
export function documentOf(texts: readonly string[]): string {
  return documentFrom(texts.map(chunksOf));
}

/** Texts as the index has them. */
export interface IndexedTexts {
  /** By their columns. */
  readonly documents: Readonly<Record<string, string>>;
  /** Of all of them. */
  readonly words: ReadonlySet<string>;
  /** Of the title. */
  readonly titleWords: ReadonlySet<string>;
}

/** Takes the texts of each column apart, once. */
export function indexed(texts: Readonly<Record<string, readonly string[]>>): IndexedTexts {
  const words = new Set<string>();
  const titleWords = new Set<string>();
  const documents = Object.entries(texts).map(([column, some]) => {
    const chunks = some.map(chunksOf);
    for (const one of chunks) addWords(column === 'title_words' ? titleWords : words, one);
    return [column, documentFrom(chunks)] as const;
  });
  for (const word of titleWords) words.add(word);
  return { documents: Object.fromEntries(documents), words, titleWords };
}

/** The numbers of the postings under which texts are found. */
export function postingsOf({ words, titleWords }: IndexedTexts): number[] {
  return [...[...words].map(wordId), ...[...titleWords].map((word) => wordId(word) + IN_TITLE)];
}
