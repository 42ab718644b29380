import type { ReactElement } from 'react';
import { readShare, type ChartShare } from './chart-data.ts';
import { rowWidths } from './row-geometry.ts';
import { useRoving } from './use-roving.ts';
import type { Unit } from './value-axis.ts';

/** The whole width of a row's bar, in units of its own. */
const WIDTH = 1000;
const HEIGHT = 8;

interface RowsProps {
  readonly shares: readonly ChartShare[];
  readonly unit: Unit;
  readonly label: string;
  /** The most rows; the others are in the table. */
  readonly most: number;
}

/** Parts of a whole as rows, each with its name, its number and a bar; a row leads to the list of what it counts. */
export function RowChart({ shares, unit, label, most }: RowsProps): ReactElement {
  const whole = shares.reduce((sum, { value }) => sum + value, 0);
  const widths = rowWidths(
    shares.map(({ value }) => value),
    WIDTH,
  );
  const shown = shares.slice(0, most);
  const roving = useRoving<HTMLUListElement>(shown.length);
  return (
    <ul ref={roving.place} className="chart-rows" aria-label={label} onKeyDown={roving.onKeyDown}>
      {shown.map(({ key, name, value, href }, index) => (
        <li key={key}>
          <a className="chart-row" href={href} {...roving.stop(index)}>
            <span className="chart-row-name">
              <bdi>{name}</bdi>
            </span>
            <span className="chart-row-value">
              {unit.read(value)} <span className="chart-row-share">{readShare(value, whole)}</span>
            </span>
            <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
              <rect className="chart-row-track" width={WIDTH} height={HEIGHT} />
              <rect className="chart-row-bar" width={widths[index] ?? 0} height={HEIGHT} />
            </svg>
          </a>
        </li>
      ))}
    </ul>
  );
}
