import type { ReactElement } from 'react';
import { readCounted, type ChartPoint, type CourseData, type Tone } from './chart-data.ts';
import type { Spot } from './course-axes.ts';
import { readStep } from './read-days.ts';

/** The point that a spot stands for. */
export function pointAt({ series }: CourseData, spot: Spot): ChartPoint | undefined {
  return series[spot.series]?.points[spot.index];
}

/** What a screen reader says of a point. */
function spokenAt(data: CourseData, spot: Spot): string {
  const { day = '', value = 0 } = pointAt(data, spot) ?? {};
  const name = data.series[spot.series]?.name.toLowerCase() ?? '';
  return `${readStep(day, data.step)}, ${name}: ${readCounted(value ?? 0, data.unit)}`;
}

/** What is said of a step where it is pointed at: which one it is, and what each series is in it. */
export function saidAt({ series, step, unit }: CourseData, index: number): string[] {
  const day = series[0]?.points[index]?.day ?? '';
  const values = series.flatMap(({ name, points }) => {
    const value = points[index]?.value ?? null;
    return value === null ? [] : [`${name}: ${unit.read(value)}`];
  });
  return [readStep(day, step), ...values];
}

interface SpotProps {
  readonly data: CourseData;
  readonly spot: Spot;
  readonly isDot: boolean;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly onPoint: (spot: Spot | undefined) => void;
}

/** A bar or a point, which leads to the list of what it counts; all of its column is pressed. */
export function CourseSpot({ data, spot, isDot, tabIndex, onFocus, onPoint }: SpotProps): ReactElement {
  const tone: Tone = data.series[spot.series]?.tone ?? 'plain';
  const focused = (): void => {
    onFocus();
    onPoint(spot);
  };
  return (
    <a
      className="chart-spot"
      href={pointAt(data, spot)?.href}
      aria-label={spokenAt(data, spot)}
      tabIndex={tabIndex}
      onFocus={focused}
      onBlur={() => onPoint(undefined)}
      onPointerEnter={() => onPoint(spot)}
    >
      <rect className="chart-hit" {...spot.hit} />
      {spot.path !== '' && (
        <path className={`chart-bar chart-bar-${spot.series} chart-${tone}`} d={spot.path} />
      )}
      {isDot && <circle className={`chart-dot chart-${tone}`} cx={spot.x} cy={spot.y} r="4" />}
    </a>
  );
}
