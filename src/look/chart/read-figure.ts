import { readCount, readTenths } from './read-number.ts';

/** What a figure counts or measures. */
export type FigureUnit = 'complaints' | 'minutes' | 'share' | 'stars';

/** From here on minutes no longer matter. */
const MANY_MINUTES = 600;

/** Minutes of working time such as `45 min`, `2 h 30 min`, `38 h`. */
function readMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole} min`;
  if (whole >= MANY_MINUTES) return `${readCount(whole / 60)} h`;
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  return rest === 0 ? `${readCount(hours)} h` : `${readCount(hours)} h ${rest} min`;
}

const READERS: Readonly<Record<FigureUnit, (value: number) => string>> = {
  complaints: readCount,
  minutes: readMinutes,
  share: (value) => `${Math.round(value * 100)} %`,
  stars: readTenths,
};

/** A figure as people read it; a dash where there is nothing to measure. */
export function readFigure(value: number | null, unit: FigureUnit): string {
  return value === null ? '–' : READERS[unit](value);
}

/** A share of 1 in the points of a hundred that people compare. */
const POINTS = 100;

/** How a figure differs from the one before, such as `+4` or `−30 min`; empty where it does not as it is read. */
function differenceOf(value: number, before: number, unit: FigureUnit): string {
  if (readFigure(value, unit) === readFigure(before, unit)) return '';
  const sign = value > before ? '+' : '−';
  const by = Math.abs(value - before);
  if (unit !== 'share') return `${sign}${READERS[unit](by)}`;
  const points = Math.abs(Math.round(value * POINTS) - Math.round(before * POINTS));
  return `${sign}${points} ${points === 1 ? 'point' : 'points'}`;
}

/** A figure beside the one before, such as `+4, was 8`; empty where there is neither. */
export function readBefore(value: number | null, before: number | null, unit: FigureUnit): string {
  if (before === null) return value === null ? '' : 'none before';
  const was = `was ${readFigure(before, unit)}`;
  // Times are too long for both.
  if (value === null || (unit === 'minutes' && was !== `was ${readFigure(value, unit)}`)) return was;
  const difference = differenceOf(value, before, unit);
  return difference === '' ? 'as before' : `${difference}, ${was}`;
}
