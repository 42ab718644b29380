import { axesOf, type Course, type CourseDrawing } from './course-axes.ts';
import { rounded, type Box } from './frame.ts';

const MOST_WIDTH = 28;
const CORNER = 2.5;
/** A value that is not nothing is seen. */
const LEAST_HEIGHT = 1.5;

/** A bar from the axis up, its upper corners round. */
function barPath({ x, y, width, height }: Box): string {
  const corner = Math.min(CORNER, width / 2, height);
  const [left, right, top, bottom] = [x, x + width, y, y + height].map(rounded);
  return [
    `M${left},${bottom}V${rounded(y + corner)}`,
    `Q${left},${top} ${rounded(x + corner)},${top}`,
    `H${rounded(x + width - corner)}`,
    `Q${right},${top} ${right},${rounded(y + corner)}`,
    `V${bottom}Z`,
  ].join('');
}

/** Bars over time, those of several series side by side. */
export function barGeometry(course: Course): CourseDrawing {
  const { plot, ticks, labels, place, begin, step } = axesOf(course);
  const count = course.series.length;
  const gap = step / count < 8 ? 0.5 : 2;
  const width = Math.max(0.5, Math.min(MOST_WIDTH, (step * 0.72 - gap * (count - 1)) / count));
  const whole = width * count + gap * (count - 1);
  const bottom = plot.y + plot.height;
  const spots = course.series.flatMap((values, series) =>
    values.map((value, index) => {
      const x = begin(index) + (step - whole) / 2 + series * (width + gap);
      const height = value ? Math.max(LEAST_HEIGHT, bottom - place(value)) : 0;
      const hit = { x: begin(index) + (series * step) / count, width: step / count };
      return {
        series,
        index,
        hit: { ...hit, y: plot.y, height: plot.height },
        x: rounded(x + width / 2),
        y: rounded(bottom - height),
        path: height === 0 ? '' : barPath({ x, y: bottom - height, width, height }),
      };
    }),
  );
  return { plot, ticks, labels, lines: [], spots };
}
