import { beginningOf, coreOf, isLong } from './long-words.ts';
import { fold } from './search-fold.ts';
import { MOST_PLACED } from './search-places.ts';
import { chunksOf, joined, joints, pairs, sequence, type Chunk, type Part } from './search-words.ts';

/** Most terms of one search; more are ignored. */
const MOST_TERMS = 10;
/** From so many letters on, what is typed may stand within a word. */
const WITHIN = 4;

/** A word of the index: this one, those that begin with it, those that have it somewhere, or as the beginning of a number. */
export interface Lookup {
  readonly word: string;
  readonly how: 'exact' | 'begin' | 'within' | 'number';
}

/** A word of a phrase. */
export interface PlacedLookup extends Lookup {
  /** How far behind the phrase's first part it stands; none where that is not kept. */
  readonly offset?: number;
}

/** One way in which a term is found: what documents must hold, and the words under which all such documents are. */
export interface Alternative {
  readonly needle: string;
  /** Digits that may also stand right behind letters. */
  readonly behindLetters?: string;
  readonly lookups: readonly PlacedLookup[];
  /** Documents need not be read where the words stand as their offsets say. */
  readonly isPlaced: boolean;
}

/** One thing searched for: a word, a part of one, something with signs in it, or a phrase. */
export interface Term {
  readonly alternatives: readonly Alternative[];
  /** The lookup says it all: documents need not be read. */
  readonly isWord: boolean;
}

const endsInDigit = (text: string) => /\p{N}$/u.test(text);
/** 10.0.0.17 is not the beginning of 10.0.0.170; letters may go on. */
const ending = ({ kind, text }: Part) => (kind === 'word' && endsInDigit(text) ? ' ' : '');

/** Words that a part stands for, of which the last may go on. */
function lookupsOf({ kind, text }: Part, isLast: boolean): Lookup[] {
  if (kind === 'sign') return [];
  if (kind === 'run' && Array.from(text).length > 1)
    return pairs(text).map((word) => ({ word, how: 'exact' }));
  return [{ word: text, how: isLast || kind === 'run' ? 'begin' : 'exact' }];
}

/** Whether the lookup itself says it: the dictionary has that much of the word. */
const isKnown = ({ word, how }: Lookup) =>
  how === 'exact' || (how === 'within' ? coreOf(word) === word : !isLong(word));

/** A lookup by what the dictionary has of the word. */
function asKnown<L extends Lookup>(lookup: L): L {
  if (isKnown(lookup)) return lookup;
  return { ...lookup, word: lookup.how === 'within' ? coreOf(lookup.word) : beginningOf(lookup.word) };
}

/** Chunks as they follow each other. */
function inOrder(chunks: readonly Chunk[]): Alternative {
  const parts = chunks.flat();
  const last = parts.at(-1) as Part;
  const openEnd = last.kind === 'run' || (last.kind === 'word' && ending(last) === '');
  const lookups = parts.flatMap((part, offset) =>
    lookupsOf(part, part === last && openEnd).map((one) => (part.kind === 'run' ? one : { ...one, offset })),
  );
  const signs = chunks.flatMap((chunk, n): PlacedLookup[] => {
    const before = chunks.slice(0, n).flat().length;
    return joints(chunk).map(([word, index]) => {
      const goesOn = openEnd && chunk[index + 1] === last;
      return { word, how: goesOn ? 'begin' : 'exact', offset: before + index };
    });
  });
  const start = parts[0]?.kind === 'run' ? '' : ' ';
  const needle = `${start}${chunks.map(sequence).join(' ')}${last.kind === 'picture' ? ' ' : ending(last)}`;
  // Every sign stands beside something in its chunk, and has a place with that.
  const all = [...signs, ...lookups];
  const isPlaced =
    parts.length <= MOST_PLACED && parts.every(({ kind }) => kind !== 'run') && all.every(isKnown);
  return { needle, lookups: all.map(asKnown), isPlaced };
}

function oneWord({ kind, text }: Part): Term {
  const letters = Array.from(text);
  if (kind === 'run') {
    const lookups = lookupsOf({ kind, text }, true);
    return { alternatives: [{ needle: text, lookups, isPlaced: false }], isWord: letters.length <= 2 };
  }
  // A flag is not the beginning of another.
  if (kind === 'picture') {
    const lookups = [{ word: text, how: 'exact' }] as const;
    return { alternatives: [{ needle: ` ${text} `, lookups, isPlaced: false }], isWord: true };
  }
  // A number is looked for by its beginning, which is also where it follows letters: KB5034441.
  if (letters.length >= WITHIN && /^\d+$/.test(text) && coreOf(text) === text) {
    const lookups = [{ word: text, how: 'number' }] as const;
    const alternative = { needle: ` ${text}`, behindLetters: text, lookups, isPlaced: false };
    return { alternatives: [alternative], isWord: true };
  }
  const isWithin = kind === 'word' && letters.length >= WITHIN && /\p{L}/u.test(text);
  const how = isWithin ? 'within' : 'begin';
  const needle = isWithin ? text : ` ${text}`;
  const lookup = { word: text, how } as const;
  const alternative = { needle, lookups: [asKnown(lookup)], isPlaced: false };
  return { alternatives: [alternative], isWord: isKnown(lookup) };
}

function termOf(chunk: Chunk): Term {
  const [first, ...others] = chunk;
  if (first !== undefined && others.length === 0) return oneWord(first);
  const whole = inOrder([chunk]);
  const [compound, ...more] = joined(chunk);
  const isCompound =
    more.length === 0 &&
    compound ===
      chunk
        .map(({ text }) => text)
        .join('')
        .replaceAll(/['-]/g, '');
  if (!isCompound || compound === undefined) return { alternatives: [whole], isWord: false };
  return { alternatives: [whole, inOrder([[{ kind: 'word', text: compound }]])], isWord: false };
}

/** What somebody typed, as terms that must all be found; what holds no word is no term. */
export function termsOf(typed: string): Term[] {
  const parts = [...fold(typed).matchAll(/"([^"]*)"|(\S+)/gu)];
  const terms = parts.flatMap(([, phrase, word = '']) => {
    // The sign before a number is said, not written.
    const chunks = chunksOf(phrase ?? word.replace(/^#(?=\d+$)/, ''));
    if (chunks.length === 0) return [];
    return phrase === undefined ? chunks.map(termOf) : [{ alternatives: [inOrder(chunks)], isWord: false }];
  });
  return terms.slice(0, MOST_TERMS);
}

/**
 * Words that whatever has this text somewhere in it must have. Its first word may be the end of one and its last the
 * beginning; a single letter says nothing.
 */
export function lookupsWithin(text: string): Lookup[] {
  const parts = chunksOf(text).flat();
  const lookups = parts.flatMap((part, index): Lookup[] => {
    if (part.kind === 'run') return pairs(part.text).map((word) => ({ word, how: 'exact' }));
    if (part.kind !== 'word') return [];
    const isLast = index === parts.length - 1;
    if (index > 0) return [{ word: part.text, how: isLast ? 'begin' : 'exact' }];
    return Array.from(part.text).length > 1 ? [{ word: part.text, how: 'within' }] : [];
  });
  return lookups.map(asKnown);
}
