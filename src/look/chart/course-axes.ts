import type { Box, Frame, PlacedText } from './frame.ts';
import { spreadLabels } from './spread-labels.ts';
import { valueAxis, type Tick, type Unit } from './value-axis.ts';

/** What is drawn over a span of time. */
export interface Course {
  readonly frame: Frame;
  readonly unit: Unit;
  /** The names of days, weeks or months, in short. */
  readonly labels: readonly string[];
  /** The values of each series, as many as labels; null where there is none. */
  readonly series: readonly (readonly (number | null)[])[];
}

/** The place of one value. */
export interface Spot {
  readonly series: number;
  readonly index: number;
  /** What is pressed to get to it, which is as high as the chart. */
  readonly hit: Box;
  /** The middle of its upper end. */
  readonly x: number;
  readonly y: number;
  /** Its bar, standing on the axis; empty where there is nothing and where a line is drawn. */
  readonly path: string;
}

/** A series as a line. */
export interface Line {
  /** The line itself. */
  readonly path: string;
  /** What lies between it and the axis. */
  readonly area: string;
}

/** What charts over time have in common. */
export interface Ground {
  /** Where values are drawn. */
  readonly plot: Box;
  readonly ticks: readonly Tick[];
  readonly labels: readonly PlacedText[];
}

/** A chart over time as it is drawn. */
export interface CourseDrawing extends Ground {
  readonly lines: readonly Line[];
  /** Series by series. */
  readonly spots: readonly Spot[];
}

/** The axes, and how to get from an index to its place and from a value to its height. */
export interface Axes extends Ground {
  readonly place: (value: number) => number;
  /** Where an index begins, and how wide it is. */
  readonly begin: (index: number) => number;
  readonly step: number;
}

/** The axes of a chart over time, which are the same for bars and lines: charts below one another are aligned. */
export function axesOf({ frame, unit, labels, series }: Course): Axes {
  const { width, height, letter } = frame;
  const top = Math.ceil(letter * 0.7);
  const bottom = Math.floor(height - letter * 1.9);
  const values = series.flat().filter((value) => value !== null);
  const axis = valueAxis(values, unit, [top, bottom], letter);
  const left = Math.ceil(axis.width + letter * 0.6);
  const step = labels.length === 0 ? 0 : (width - left) / labels.length;
  const begin = (index: number): number => left + index * step;
  return {
    plot: { x: left, y: top, width: Math.max(0, width - left), height: bottom - top },
    ticks: axis.ticks,
    labels: spreadLabels({
      middles: labels.map((_, index) => begin(index) + step / 2),
      texts: labels,
      y: height - Math.round(letter * 0.4),
      letter,
      from: 0,
      to: width,
    }),
    place: axis.place,
    begin,
    step,
  };
}
