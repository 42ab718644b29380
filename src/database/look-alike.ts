import { plainLetters, textKey } from './text-key.ts';

/**
 * Letters of other scripts that cannot be told from a Latin one: those of Unicode's confusables.txt (UTS #39) in the
 * scripts that look like Latin. Latin letters stand for themselves: `ravi1` and `ravil`, `rávi` and `ravi` are names.
 */
const TWINS: Readonly<Record<string, string>> = {
  A: 'ΑАᎪαа',
  B: 'ΒВᏴЬᏏ',
  C: 'ⲤСᏟⲥсꮯ',
  D: 'ᎠԁᏧ',
  E: 'ΕЕᎬеҽ',
  F: 'Ϝք',
  G: 'ԌᏀᏳց',
  H: 'ΗⲎНᎻһհᏂ',
  I: 'ΙⲒІӀιіꙇӏꭵᎥ',
  J: 'ͿЈᎫϳј',
  K: 'ΚⲔКᏦκк',
  L: 'ⳐᏞ',
  M: 'ΜϺⲘМᎷ',
  N: 'ΝⲚոռ',
  O: 'ΟⲞОՕοσⲟоჿօ',
  P: 'ΡⲢРᏢρⲣр',
  Q: 'ԛգզ',
  R: 'ᎡᏒᴦⲅгꮁ',
  S: 'ЅՏᏕᏚѕꮪ',
  T: 'ΤⲦТᎢτт',
  U: 'Սυս',
  V: 'ѴᏙνѵꮩ',
  W: 'ԜᎳᏔѡԝաꮃ',
  X: 'ΧⲬХхχ',
  Y: 'ΥⲨУҮᎩᎽγуүყ',
  Z: 'ΖᏃꮓ',
};
const LATIN = new Map(
  Object.entries(TWINS).flatMap(([latin, twins]) => Array.from(twins, (twin) => [twin, latin] as const)),
);

/** What a username looks like: two that look the same differ in the script of their letters alone. */
export function lookOf(username: string): string {
  const letters = plainLetters(username).normalize('NFD');
  return textKey(Array.from(letters, (letter) => LATIN.get(letter) ?? letter).join(''));
}

/** Scripts whose letters look like those of Latin or of each other. */
const ALIKE = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Cherokee', 'Coptic'].map((name) => ({
  name,
  letter: new RegExp(`\\p{Script=${name}}`, 'u'),
}));

/** Names of the scripts that a text mixes although their letters look alike; empty where it mixes none. */
export function mixedScripts(text: string): string[] {
  const scripts = ALIKE.filter(({ letter }) => letter.test(plainLetters(text))).map(({ name }) => name);
  return scripts.length > 1 ? scripts : [];
}
