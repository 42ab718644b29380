import { fold } from './search-fold.ts';

/** Scripts that put no spaces between words. */
const UNSPACED =
  '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}';
/** Two letters of a flag, a key, a flag of a part of a country, or any other; what is joined is several. */
const PICTURE =
  '\\p{Regional_Indicator}{1,2}|[#*]\\u20e3|\\u{1f3f4}[\\u{e0030}-\\u{e007a}]+|[\\p{Extended_Pictographic}\\p{Emoji_Modifier}]';
const PART = new RegExp(
  `(?<run>(?:(?=[\\p{L}\\p{M}])[${UNSPACED}])+)|(?<word>(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+|[\\p{L}\\p{N}\\p{M}])|(?<picture>${PICTURE})|(?<sign>\\S)`,
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

/** The overlapping pairs of a run without spaces. */
export function pairs(run: string): string[] {
  const letters = Array.from(run);
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

/** The neighbours of a chunk of which one is a sign, written together, and the places of the first of them. */
export function joints(chunk: Chunk): (readonly [word: string, place: number])[] {
  return chunk.flatMap((part, index) => {
    const next = chunk[index + 1];
    if (next === undefined || (part.kind !== 'sign' && next.kind !== 'sign')) return [];
    const left = part.kind === 'run' ? (Array.from(part.text).at(-1) ?? '') : part.text;
    const right = next.kind === 'run' ? (Array.from(next.text)[0] ?? '') : next.text;
    return [[`${left}${right}`, index] as const];
  });
}

function lineOf(chunks: readonly Chunk[]): string {
  // No search has a tab or a new line: nothing is found across them.
  const compounds = chunks.flatMap(joined).map((compound) => `\t ${compound} `);
  return chunks.length > 0 ? ` ${chunks.map(sequence).join(' ')} ${compounds.join('')}` : '';
}

/** Texts that were taken apart as a document of the index has them. */
export const documentFrom = (texts: readonly (readonly Chunk[])[]): string =>
  texts
    .map(lineOf)
    .filter((line) => line !== '')
    .join('\n');

/** Texts as a document of the index has them: every part between spaces, compounds once more at the end. */
export function documentOf(texts: readonly string[]): string {
  return documentFrom(texts.map(chunksOf));
}
