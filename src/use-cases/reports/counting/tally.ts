import { COUNTED, type Counted } from '../../../models/daily-figure.ts';

/** How often each time was taken, in working minutes to two digits. */
export type Distribution = Map<number, number>;

/** What was counted. */
export interface Tally {
  readonly counts: Record<Counted, number>;
  readonly answerTimes: Distribution;
  readonly resolveTimes: Distribution;
}

/** Nothing yet. */
export function emptyTally(): Tally {
  const counts = Object.fromEntries(COUNTED.map((name) => [name, 0])) as Tally['counts'];
  return { counts, answerTimes: new Map(), resolveTimes: new Map() };
}

/** Minutes to two significant digits: 7, 45, 120, 1300; halves go up. */
export function toTwoDigits(minutes: number): number {
  const whole = Math.max(0, Math.round(minutes));
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, whole))) - 1);
  return Math.round(whole / unit) * unit;
}

/** Adds times to a distribution. */
export function addTimes(to: Distribution, from: Iterable<readonly [minutes: number, times: number]>): void {
  for (const [minutes, times] of from) to.set(minutes, (to.get(minutes) ?? 0) + times);
}

/** Adds one tally to another. */
export function addTally(to: Tally, from: Tally): void {
  for (const name of COUNTED) to.counts[name] += from.counts[name];
  addTimes(to.answerTimes, from.answerTimes);
  addTimes(to.resolveTimes, from.resolveTimes);
}

/** A distribution as it is stored, the shortest time first. */
export function writeTimes(times: Distribution): string {
  return [...times]
    .toSorted(([a], [b]) => a - b)
    .map(([minutes, often]) => `${minutes}:${often}`)
    .join(' ');
}

const [COLON, BLANK, ZERO] = [58, 32, 48];

/** Adds a stored distribution to another, sign by sign: of a year's figures there are thousands. */
export function addWritten(to: Distribution, text: string): void {
  let minutes = 0;
  let number = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const sign = at < text.length ? text.charCodeAt(at) : BLANK;
    if (sign === COLON) [minutes, number] = [number, 0];
    else if (sign === BLANK) {
      if (number > 0) to.set(minutes, (to.get(minutes) ?? 0) + number);
      number = 0;
    } else number = number * 10 + sign - ZERO;
  }
}

/** How many times a distribution has. */
export function sizeOf(times: Distribution): number {
  let size = 0;
  for (const often of times.values()) size += often;
  return size;
}

/** The smallest time within which so great a part of all were, from 0 to 1; null where there are none. */
export function quantileOf(times: Distribution, part: number): number | null {
  const wanted = sizeOf(times) * part;
  let before = 0;
  for (const [minutes, often] of [...times].toSorted(([a], [b]) => a - b)) {
    before += often;
    if (before >= wanted) return minutes;
  }
  return null;
}
