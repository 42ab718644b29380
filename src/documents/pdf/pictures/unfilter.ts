import { setImmediate as pause } from 'node:timers/promises';
import { pixelBits, rowBytes, type PngParts } from './png-parts.ts';

/** Others have their turn after so many bytes. */
const BATCH = 256 * 1024;

type Predict = (left: number, up: number, corner: number) => number;

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [byLeft, byUp, byCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

/** What each of the format's filters takes off a byte, by its number. */
const FILTERS: readonly Predict[] = [
  () => 0,
  (left) => left,
  (_left, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

/** Whether every row names a filter that there is. */
export function isFiltered(rows: Buffer, png: PngParts): boolean {
  const step = rowBytes(png) + 1;
  for (let at = 0; at < rows.length; at += step) {
    if ((rows[at] ?? FILTERS.length) >= FILTERS.length) return false;
  }
  return true;
}

function undo(row: Buffer, above: Buffer, unit: number, predict: Predict): void {
  for (let x = 0; x < row.length; x += 1) {
    const isFirst = x < unit;
    const left = isFirst ? 0 : (row[x - unit] ?? 0);
    const corner = isFirst ? 0 : (above[x - unit] ?? 0);
    row[x] = (row[x] ?? 0) + predict(left, above[x] ?? 0, corner);
  }
}

/** Undoes the filters in place, and shows each row when that is done; gives way to others now and then. */
export async function unfilter(
  rows: Buffer,
  png: PngParts,
  show: (row: Buffer, y: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const length = rowBytes(png);
  const unit = Math.max(1, pixelBits(png) / 8);
  let above: Buffer = Buffer.alloc(length);
  let done = 0;
  for (let y = 0; y < png.height; y += 1) {
    const start = y * (length + 1) + 1;
    const row = rows.subarray(start, start + length);
    const filter = rows[start - 1] ?? 0;
    const predict = FILTERS[filter];
    if (predict === undefined) throw new Error(`there is no filter ${filter}`);
    if (filter !== 0) undo(row, above, unit, predict);
    show(row, y);
    above = row;
    done += length;
    if (done >= BATCH) {
      await pause(undefined, { signal });
      done = 0;
    }
  }
}
