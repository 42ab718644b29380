import { useState, type ReactElement } from 'react';
import { Axes } from './axes.tsx';
import { barGeometry } from './bar-geometry.ts';
import { Callout } from './callout.tsx';
import { courseOf, type CourseData } from './chart-data.ts';
import type { Line, Spot } from './course-axes.ts';
import { CourseSpot, pointAt, saidAt } from './course-spot.tsx';
import type { Box, Frame } from './frame.ts';
import { lineGeometry } from './line-geometry.ts';
import { textWidth } from './text-width.ts';
import { unknownBox } from './unknown-box.ts';
import { useRoving } from './use-roving.ts';
import { useWidth } from './use-width.ts';

/** The size of a chart's letters on a screen, in pixels. */
const LETTER = 12;
const HEIGHT = 220;

const GEOMETRIES = { bars: barGeometry, lines: lineGeometry };

interface CourseProps {
  readonly data: CourseData;
  readonly kind: keyof typeof GEOMETRIES;
  /** What the chart is called, for those who do not see it. */
  readonly label: string;
}

function Lines({ lines, data }: { readonly lines: readonly Line[]; readonly data: CourseData }) {
  return lines.map(({ path, area }, index) => {
    const { name = '', tone = 'plain' } = data.series[index] ?? {};
    return (
      <g key={name} aria-hidden="true" className={`chart-line chart-line-${index} chart-${tone}`}>
        {index === 0 && <path className="chart-area" d={area} />}
        <path className="chart-stroke" d={path} />
      </g>
    );
  });
}

/** What is said where days are not counted yet. */
const UNKNOWN = 'not counted yet';

function Unknown({ x, y, width, height }: Box): ReactElement {
  return (
    <g aria-hidden="true">
      <rect className="chart-unknown" x={x} y={y} width={width} height={height} />
      {width > textWidth(UNKNOWN, LETTER) + LETTER && (
        <text className="chart-label" x={x + width / 2} y={y + height / 2} textAnchor="middle">
          {UNKNOWN}
        </text>
      )}
    </g>
  );
}

function Drawing({ data, kind, label, frame }: CourseProps & { readonly frame: Frame }): ReactElement {
  const [pointed, setPointed] = useState<Spot>();
  const course = courseOf(data, frame);
  const drawing = GEOMETRIES[kind](course);
  const unknown = unknownBox(drawing.plot, course.series);
  const spots = drawing.spots.filter((spot) => (pointAt(data, spot)?.value ?? null) !== null);
  const count = data.series.length;
  const roving = useRoving<SVGSVGElement>(spots.length, count > 1 ? spots.length / count : 0);
  const { width, height } = frame;
  return (
    <svg
      ref={roving.place}
      className={spots.length === 1 ? 'chart-drawing chart-single' : 'chart-drawing'}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="list"
      aria-label={label}
      onKeyDown={roving.onKeyDown}
      onPointerLeave={() => setPointed(undefined)}
    >
      {unknown && <Unknown {...unknown} />}
      <Axes ground={drawing} />
      <Lines lines={drawing.lines} data={data} />
      {spots.map((spot, index) => (
        <g key={`${spot.series}-${spot.index}`} role="listitem">
          <CourseSpot
            data={data}
            spot={spot}
            isDot={kind === 'lines'}
            {...roving.stop(index)}
            onPoint={setPointed}
          />
        </g>
      ))}
      {pointed && <Callout lines={saidAt(data, pointed.index)} at={pointed} frame={frame} />}
    </svg>
  );
}

/** A chart over time, as wide as its place: each bar or point leads to the list of what it counts. */
export function CourseChart(props: CourseProps): ReactElement {
  const [place, width] = useWidth<HTMLDivElement>();
  return (
    <div ref={place} className="chart-room">
      {width > 0 && <Drawing {...props} frame={{ width, height: HEIGHT, letter: LETTER }} />}
    </div>
  );
}
