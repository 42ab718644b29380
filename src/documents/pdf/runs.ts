import bidiFactory from 'bidi-js';
import { fontsFor, isShared, type FontName } from './fonts.ts';

const bidi = bidiFactory();

/** Signs that are drawn with one font and in one direction, and between which no line ends. */
export interface Run {
  readonly text: string;
  readonly font: FontName;
  /** Odd: it is read from right to left. */
  readonly level: number;
  readonly isSpace: boolean;
  /** A line may end after it. */
  readonly mayBreak: boolean;
}

/** Whether a font has a sign. */
export type Covers = (font: FontName, sign: string) => boolean;

/** Drawn for what no font has. */
const MISSING = '\uFFFD';
/** Says how the sign before it is drawn, and is none itself. */
const UNDRAWN = /[\uFE00-\uFE0F\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\u00AD]|[\p{Cc}]/u;
/** Between these a line ends anywhere. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

interface Sign {
  readonly text: string;
  readonly font: FontName;
  readonly level: number;
}

function signsOf(text: string, levels: Uint8Array, isBold: boolean, covers: Covers): Sign[] {
  const signs: Sign[] = [];
  let at = 0;
  for (const sign of text) {
    const level = levels[at] ?? 0;
    at += sign.length;
    if (UNDRAWN.test(sign)) continue;
    const before = signs.at(-1)?.font;
    const isSame = before !== undefined && isShared(sign) && !/[ -~]/.test(sign) && covers(before, sign);
    const font = isSame ? before : fontsFor(sign, isBold).find((one) => covers(one, sign));
    if (font !== undefined) signs.push({ text: sign, font, level });
    // A joint between two signs joins nothing where the font has none.
    else if (sign !== '\u200D' && sign !== '\u200C')
      signs.push({ text: MISSING, font: isBold ? 'bold' : 'latin', level });
  }
  return signs;
}

/** What a font of another direction draws is turned round by hand. */
function drawn({ text, font, level }: Sign): string {
  if (level % 2 === 0 || font === 'arabic' || font === 'hebrew') return text;
  return Array.from(text)
    .toReversed()
    .map((sign) => bidi.getMirroredCharacter(sign) ?? sign)
    .join('');
}

/** A line of text without breaks in it, as runs in the order of reading, and whether it begins at the right. */
export function runsOf(
  text: string,
  isBold: boolean,
  covers: Covers,
): { readonly runs: readonly Run[]; readonly isFromRight: boolean } {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text);
  const runs: Sign[] = [];
  let lastSign = '';
  for (const sign of signsOf(text, levels, isBold, covers)) {
    const last = runs.at(-1);
    const isSpace = sign.text === ' ';
    const goesOn =
      last !== undefined &&
      last.font === sign.font &&
      last.level === sign.level &&
      (lastSign === ' ') === isSpace &&
      !WIDE.test(sign.text) &&
      !WIDE.test(lastSign);
    if (goesOn) runs[runs.length - 1] = { ...last, text: last.text + sign.text };
    else runs.push(sign);
    lastSign = sign.text;
  }
  const finished = runs.map((run): Run => {
    const isSpace = run.text.startsWith(' ');
    const mayBreak = isSpace || /[-/]$/.test(run.text) || WIDE.test(run.text);
    return { text: drawn(run), font: run.font, level: run.level, isSpace, mayBreak };
  });
  return { runs: finished, isFromRight: (paragraphs[0]?.level ?? 0) % 2 === 1 };
}

/** Runs of one line in the order in which they stand on paper, from left to right (rule L2 of the bidi algorithm). */
export function inPlace<One extends { readonly level: number }>(runs: readonly One[]): One[] {
  const placed = [...runs];
  const most = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = most; level > 0; level -= 1) {
    for (let start = 0; start < placed.length; start += 1) {
      let end = start;
      while (end < placed.length && (placed[end]?.level ?? 0) >= level) end += 1;
      placed.splice(start, end - start, ...placed.slice(start, end).toReversed());
      start = end;
    }
  }
  return placed;
}
