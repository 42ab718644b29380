import { axesOf, type Course, type CourseDrawing } from './course-axes.ts';
import { rounded } from './frame.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The stretches without a gap. */
function stretches(points: readonly (Point | null)[]): Point[][] {
  const found: Point[][] = [[]];
  for (const point of points) {
    if (point === null) found.push([]);
    else found.at(-1)?.push(point);
  }
  return found.filter(({ length }) => length > 0);
}

/** Through the points one after the other; a single one is drawn as a dot, by a line that goes nowhere. */
function linePath(points: readonly Point[]): string {
  const [first, ...others] = points.map(({ x, y }) => `${x},${y}`);
  return first === undefined ? '' : `M${[first, ...(others.length > 0 ? others : [first])].join('L')}`;
}

/** What lies between the points and the axis. */
function areaPath(points: readonly Point[], bottom: number): string {
  const [first, last] = [points[0], points.at(-1)];
  return first && last ? `${linePath(points)}L${last.x},${bottom}L${first.x},${bottom}Z` : '';
}

/** Lines over time; where there is no value there is a gap. */
export function lineGeometry(course: Course): CourseDrawing {
  const { plot, ticks, labels, place, begin, step } = axesOf(course);
  const bottom = plot.y + plot.height;
  const pointOf = (value: number | null, index: number): Point => ({
    x: rounded(begin(index) + step / 2),
    y: rounded(value === null ? bottom : place(value)),
  });
  const spots = course.series.flatMap((values, series) =>
    values.map((value, index) => ({
      series,
      index,
      hit: { x: begin(index), y: plot.y, width: step, height: plot.height },
      ...pointOf(value, index),
      path: '',
    })),
  );
  const lines = course.series.map((values) => {
    const drawn = stretches(values.map((value, index) => (value === null ? null : pointOf(value, index))));
    return {
      path: drawn.map(linePath).join(''),
      area: drawn.map((points) => areaPath(points, bottom)).join(''),
    };
  });
  return { plot, ticks, labels, lines, spots };
}
