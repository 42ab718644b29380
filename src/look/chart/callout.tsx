import type { ReactElement } from 'react';
import { calloutBox } from './callout-box.ts';
import type { Frame } from './frame.ts';

interface CalloutProps {
  /** The first one is what the others are of. */
  readonly lines: readonly string[];
  readonly at: { readonly x: number; readonly y: number };
  readonly frame: Frame;
}

/** Says what the value is that is pointed at or has the focus; its link says it to those who do not see it. */
export function Callout({ lines, at, frame }: CalloutProps): ReactElement {
  const { x, y, width, height } = calloutBox(lines, at, frame);
  const left = x + frame.letter * 0.7;
  return (
    <g className="chart-callout" aria-hidden="true">
      <rect x={x} y={y} width={width} height={height} rx="6" />
      {lines.map((line, index) => (
        <text key={line} x={left} y={y + frame.letter * (1.45 * index + 1.35)}>
          {line}
        </text>
      ))}
    </g>
  );
}
