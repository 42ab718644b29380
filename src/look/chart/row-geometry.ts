import { rounded, type Box, type Frame } from './frame.ts';

const MOST_NAMES = 0.38;
/** A value that is not nothing is seen. */
const LEAST_WIDTH = 1.5;

/** How long each value's bar is within a width, of which the greatest takes all. */
export function rowWidths(values: readonly number[], width: number): number[] {
  const most = Math.max(0, ...values);
  return values.map((value) => (value > 0 ? rounded(Math.max(LEAST_WIDTH, (width * value) / most)) : 0));
}

/** One row of a chart of rows, on paper. */
export interface ChartRow {
  /** The room of its name, which stands on one line. */
  readonly name: Box;
  readonly bar: Box;
  /** Where its value begins, right of the bar. */
  readonly value: { readonly x: number; readonly y: number };
}

/**
 * Rows with a name, a bar and its value, each as high as the frame allows; on a screen rows are a list, of which
 * `rowWidths` is enough.
 *
 * @param valueWidth the room of the widest value.
 */
export function rowGeometry(values: readonly number[], frame: Frame, valueWidth: number): ChartRow[] {
  const height = frame.height / Math.max(1, values.length);
  const name = frame.width * MOST_NAMES;
  const begin = name + frame.letter;
  const widths = rowWidths(values, Math.max(0, frame.width - begin - valueWidth - frame.letter / 2));
  const thick = Math.min(height * 0.6, frame.letter * 1.4);
  return widths.map((width, index) => {
    const top = index * height;
    const middle = top + height / 2;
    return {
      name: { x: 0, y: rounded(top), width: rounded(name), height: rounded(height) },
      bar: { x: rounded(begin), y: rounded(middle - thick / 2), width, height: rounded(thick) },
      value: { x: rounded(begin + width + frame.letter / 2), y: rounded(middle + frame.letter * 0.35) },
    };
  });
}
