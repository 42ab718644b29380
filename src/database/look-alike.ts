import { TWINS } from './confusables.ts';
import { plainLetters, textKey } from './text-key.ts';

/** Upright strokes are read as any of these, rings as a letter or a digit. */
const READINGS: Readonly<Record<string, readonly string[]>> = { l: ['l', 'i', '1'], o: ['o', '0'] };
const LATIN = new Map(
  Object.entries(TWINS).flatMap(([latin, twins]) => Array.from(twins, (twin) => [twin, latin] as const)),
);
/** What may be read as each other once a letter of another script stands for it. */
const COARSE: Readonly<Record<string, string>> = { i: 'l', '1': 'l', '0': 'o' };

/** Its letters one by one, each as all that it may be read as. */
function readingsOf(username: string): (readonly string[])[] {
  return Array.from(plainLetters(username).normalize('NFD')).flatMap((letter): (readonly string[])[] => {
    const latin = LATIN.get(letter);
    if (latin === undefined) return [[textKey(letter)]];
    return latin.length > 1 ? Array.from(latin, (one) => [one]) : [READINGS[latin] ?? [latin]];
  });
}

/** The text in Latin letters, where those of another script look like them. */
export function latinOf(text: string): string {
  const letters = plainLetters(text).normalize('NFD');
  return textKey(Array.from(letters, (letter) => LATIN.get(letter) ?? letter).join(''));
}

/** By what usernames are found that may look the same; whether two do, `lookTheSame` says. */
export function lookOf(username: string): string {
  return textKey(
    Array.from(latinOf(username).normalize('NFD'), (letter) => COARSE[letter] ?? letter).join(''),
  );
}

/**
 * Whether two usernames cannot be told from each other though they are two, for letters that look like others. Those of
 * ASCII stand for themselves: `ravi1` and `ravil` do not look the same, nor do `rávi` and `ravi`.
 */
export function lookTheSame(one: string, other: string): boolean {
  if (textKey(plainLetters(one)) === textKey(plainLetters(other))) return false;
  const ofOther = readingsOf(other);
  const ofOne = readingsOf(one);
  return (
    ofOne.length === ofOther.length &&
    ofOne.every((readings, at) => readings.some((letter) => ofOther[at]?.includes(letter)))
  );
}
