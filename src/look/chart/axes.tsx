import type { ReactElement } from 'react';
import type { Ground } from './course-axes.ts';

/** The lines across a chart and the labels at its edges; links and table say the same to those who do not see them. */
export function Axes({ ground: { plot, ticks, labels } }: { readonly ground: Ground }): ReactElement {
  return (
    <g aria-hidden="true">
      {ticks.map(({ value, text, y }) => (
        <g key={value}>
          <path
            className={value === 0 ? 'chart-base' : 'chart-grid'}
            d={`M${plot.x},${y + 0.5}h${plot.width}`}
          />
          <text className="chart-label" x={plot.x - 6} y={y} dy="0.35em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {labels.map(({ text, x, y, anchor }) => (
        <text key={`${x}`} className="chart-label" x={x} y={y} textAnchor={anchor}>
          {text}
        </text>
      ))}
    </g>
  );
}
