import type { PlacedText } from './frame.ts';
import { textWidth } from './text-width.ts';

/** Room between two labels, as a multiple of a letter's size. */
const GAP = 1;

interface Row {
  /** The middle of each label's place. */
  readonly middles: readonly number[];
  readonly texts: readonly string[];
  readonly y: number;
  readonly letter: number;
  /** Where the row begins and ends: no label goes beyond. */
  readonly from: number;
  readonly to: number;
}

/** The label over its middle, moved where it would go beyond the row. */
function placed(text: string, middle: number, { from, to, y, letter }: Row): PlacedText {
  const half = textWidth(text, letter) / 2;
  return { text, x: Math.max(from + half, Math.min(to - half, middle)), y, anchor: 'middle' };
}

function overlaps(texts: readonly PlacedText[], letter: number): boolean {
  return texts.some((one, index) => {
    const before = texts[index - 1];
    if (before === undefined) return false;
    const needed = (textWidth(before.text, letter) + textWidth(one.text, letter)) / 2 + GAP * letter;
    return one.x - before.x < needed;
  });
}

/** Labels in a row: all of them where they find room, else every second, third and so on, and none twice. */
export function spreadLabels(row: Row): PlacedText[] {
  const all = row.texts.map((text, index) => placed(text, row.middles[index] ?? 0, row));
  for (let step = 1; step < all.length; step++) {
    const shown = all.filter((_, index) => index % step === 0);
    if (!overlaps(shown, row.letter)) return shown;
  }
  return all.slice(0, 1);
}
