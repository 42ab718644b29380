import { join } from 'node:path';

/** The fonts by the names that documents know them under; each is a file of the folder beside this. */
const FILES = {
  latin: 'latin.ttf',
  bold: 'latin-bold.ttf',
  devanagari: 'devanagari.woff',
  tamil: 'tamil.woff',
  telugu: 'telugu.woff',
  kannada: 'kannada.woff',
  malayalam: 'malayalam.woff',
  bengali: 'bengali.woff',
  gujarati: 'gujarati.woff',
  gurmukhi: 'gurmukhi.woff',
  arabic: 'arabic.woff',
  hebrew: 'hebrew.woff',
  thai: 'thai.woff',
  chinese: 'chinese.woff',
  japanese: 'japanese.woff',
  korean: 'korean.woff',
  math: 'math.woff',
  symbols: 'symbols.woff',
  emoji: 'emoji.woff',
} as const;

export type FontName = keyof typeof FILES;

/** Where a font lies. */
export function fontPath(name: FontName): string {
  return join(import.meta.dirname, 'fonts', FILES[name]);
}

/** Which font has a script's signs. */
const SCRIPTS: readonly (readonly [RegExp, readonly FontName[]])[] = [
  [/\p{Script=Devanagari}/u, ['devanagari']],
  [/\p{Script=Tamil}/u, ['tamil']],
  [/\p{Script=Telugu}/u, ['telugu']],
  [/\p{Script=Kannada}/u, ['kannada']],
  [/\p{Script=Malayalam}/u, ['malayalam']],
  [/\p{Script=Bengali}/u, ['bengali']],
  [/\p{Script=Gujarati}/u, ['gujarati']],
  [/\p{Script=Gurmukhi}/u, ['gurmukhi']],
  [/\p{Script=Arabic}/u, ['arabic']],
  [/\p{Script=Hebrew}/u, ['hebrew']],
  [/\p{Script=Thai}/u, ['thai']],
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, ['japanese', 'chinese']],
  [/\p{Script=Hangul}/u, ['korean']],
  [/\p{Script=Han}/u, ['chinese', 'japanese', 'korean']],
  [/\p{Emoji_Presentation}/u, ['emoji', 'symbols']],
  [/[\u3000-\u303F\uFF00-\uFFEF]/u, ['chinese', 'japanese', 'korean']],
];
const OTHERS: readonly FontName[] = [
  'math',
  'symbols',
  'emoji',
  'chinese',
  'japanese',
  'korean',
  'arabic',
  'hebrew',
];

/** The fonts that may have a sign, the likeliest first. */
export function fontsFor(sign: string, isBold: boolean): readonly FontName[] {
  const plain: FontName = isBold ? 'bold' : 'latin';
  const own = SCRIPTS.find(([script]) => script.test(sign))?.[1];
  return own === undefined ? [plain, ...OTHERS] : [...own, plain, ...OTHERS];
}

/** What belongs to the signs before it: spaces and marks that every script uses. */
export function isShared(sign: string): boolean {
  return /[\p{Script=Common}\p{Script=Inherited}]/u.test(sign) && !/\p{Emoji_Presentation}/u.test(sign);
}
