import { readShortStep, readStep, type Step } from './read-days.ts';
import type { Course } from './course-axes.ts';
import type { Frame } from './frame.ts';
import type { Unit } from './value-axis.ts';

/** The colours that a series can have, by what it counts. */
export type Tone = 'new' | 'resolved' | 'open' | 'plain';

/** What was counted in one step of time. */
export interface ChartPoint {
  /** The first day of the step. */
  readonly day: string;
  /** Null where there is nothing to tell, as of days to come. */
  readonly value: number | null;
  /** The list of what was counted. */
  readonly href: string;
}

/** What is told over a span of time. */
export interface ChartSeries {
  readonly name: string;
  readonly tone: Tone;
  readonly points: readonly ChartPoint[];
}

/** Series over the same steps of time. */
export interface CourseData {
  readonly step: Step;
  readonly unit: Unit;
  readonly series: readonly ChartSeries[];
}

/** A part of what was counted. */
export interface ChartShare {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  readonly href: string;
}

/** The first days of a chart's steps. */
export function daysOf({ series }: CourseData): string[] {
  return series[0]?.points.map(({ day }) => day) ?? [];
}

/** A chart over time as its geometry is made of it. */
export function courseOf(data: CourseData, frame: Frame): Course {
  return {
    frame,
    unit: data.unit,
    labels: daysOf(data).map((day) => readShortStep(day, data.step)),
    series: data.series.map(({ points }) => points.map(({ value }) => value)),
  };
}

function summaryOf({ name, points }: ChartSeries, { step, unit }: CourseData): string {
  const known = points.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return `${name}: nothing yet.`;
  const values = known.map(({ value }) => value);
  const most = known.find(({ value }) => value === Math.max(...values)) ?? first;
  const said = (value: number): string => unit.read(value);
  return `${name}: ${said(first.value)} at first, ${said(last.value)} at last, at most ${said(most.value)} (${readStep(most.day, step)}).`;
}

/** What a chart over time shows, in words. */
export function summarise(data: CourseData): string {
  return data.series.map((series) => summaryOf(series, data)).join(' ');
}

/** A number with what it counts, such as `3 complaints`. */
export function readCounted(value: number, { read, name, one = name }: Unit): string {
  return `${read(value)} ${value === 1 ? one : name}`;
}

/** A part of the whole as people read it, such as `38 %`. */
export function readShare(value: number, whole: number): string {
  return whole === 0 ? '' : `${Math.round((100 * value) / whole)} %`;
}

/** What a chart of parts shows, in words. */
export function summariseShares(shares: readonly ChartShare[], unit: Unit): string {
  const whole = shares.reduce((sum, { value }) => sum + value, 0);
  const [most] = shares.toSorted((a, b) => b.value - a.value);
  if (most === undefined || whole === 0) return 'Nothing was counted.';
  return `${readCounted(whole, unit)} in all, most of them ${most.name}: ${unit.read(most.value)} (${readShare(most.value, whole)}).`;
}
