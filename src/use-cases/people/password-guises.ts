import { latinOf } from '../../models/text.ts';

/** Signs that stand for letters where somebody thinks that this hides a word. */
const LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
};
/** Rows that fingers run along. */
const ROWS = ['abcdefghijklmnopqrstuvwxyz', '0123456789', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop'];
/** The rows as long as anybody follows them, and back. */
const RUNS = ROWS.flatMap((row) => {
  const there = row.repeat(4);
  return [there, Array.from(there).toReversed().join('')];
});
/** Most letters beside a run of digits that do not hide it. */
const BESIDE = 3;

function withoutAccents(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}+/gu, '');
}

const asLetter = (sign: string): string => LETTERS[sign] ?? sign;

/** With letters for all signs, and for those within a word alone: a year at its end is a year. */
function withLetters(text: string): string[] {
  // A one is as often an l as an i.
  return [text, text.replaceAll('1', 'l')].flatMap((one) => [
    one.replaceAll(/(?<=\p{L})[0134578@$!](?=\p{L})/gu, asLetter),
    one.replaceAll(/[0134578@$!]/g, asLetter),
  ]);
}

/** A name as it may be disguised in other letters. */
export function looksOf(name: string): string[] {
  return [...new Set([name, withoutAccents(name), latinOf(name)])];
}

/** What a password may be with its disguises taken off: accents, look-alike letters, signs for letters, backwards. */
export function guisesOf(folded: string): string[] {
  const looks = looksOf(folded);
  const read = [...looks, ...looks.flatMap(withLetters)];
  return [...new Set([...read, ...read.map((text) => Array.from(text).toReversed().join(''))])];
}

/** What the text is a repetition of; the text itself where it is none. */
export function unitOf(text: string): string {
  const at = (text + text).indexOf(text, 1);
  return at < text.length && text.length % at === 0 ? text.slice(0, at) : text;
}

/** Whether fingers just ran along a row, of letters or of digits, with hardly anything beside. */
export function isRun(text: string): boolean {
  const digits = text.replaceAll(/\D+/g, '');
  const others = text.length - digits.length;
  const looked = others <= BESIDE ? digits : text;
  return looked.length > 3 && RUNS.some((run) => run.includes(looked));
}
