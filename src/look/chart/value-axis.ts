import { rounded } from './frame.ts';
import { textWidth } from './text-width.ts';

/** Room between two lines across the chart, as a multiple of a letter's size. */
const TICK_ROOM = 3.4;
const MOST_TICKS = 6;

/** What one unit of a chart's values is, and how a value is read. */
export interface Unit {
  /** Such as `complaints`. */
  readonly name: string;
  /** The same of a single one, such as `complaint`. */
  readonly one?: string;
  /** Whether there is nothing between two whole numbers. */
  readonly isWhole: boolean;
  readonly read: (value: number) => string;
}

/** A line across the chart. */
export interface Tick {
  readonly value: number;
  readonly text: string;
  /** From the upper edge of the chart. */
  readonly y: number;
}

/** The axis of values: from nothing, at the bottom, to a round number. */
export interface ValueAxis {
  readonly ticks: readonly Tick[];
  /** The width of the widest label. */
  readonly width: number;
  readonly place: (value: number) => number;
}

/** The smallest of 1, 2, 5, 10, 20 and so on, or their tenths, that is no smaller than this. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/**
 * The axis for values of a chart; it always begins at nothing, so that a bar twice as long is twice as much.
 *
 * @param from the y of the greatest value.
 * @param to the y of nothing, which is lower.
 */
export function valueAxis(
  values: readonly number[],
  unit: Unit,
  [from, to]: readonly [number, number],
  letter: number,
): ValueAxis {
  const count = Math.max(1, Math.min(MOST_TICKS, Math.floor((to - from) / (letter * TICK_ROOM))));
  const most = Math.max(0, ...values) || 1;
  const step = Math.max(unit.isWhole ? 1 : 0, roundStep(most / count));
  const steps = Math.ceil(most / step - 1e-9);
  const place = (value: number): number => to - ((to - from) * value) / (steps * step);
  const ticks = Array.from({ length: steps + 1 }, (_, index) => {
    const value = rounded(index * step);
    return { value, text: unit.read(value), y: Math.round(place(value)) };
  });
  const width = Math.max(...ticks.map(({ text }) => textWidth(text, letter)));
  return { ticks, width, place };
}
