import type { ReactElement } from 'react';
import { daysOf, readShare, type ChartShare, type CourseData } from './chart-data.ts';
import { readStep, type Step } from './read-days.ts';
import type { Unit } from './value-axis.ts';

const STEP_NAMES: Readonly<Record<Step, string>> = { day: 'Day', week: 'Week', month: 'Month' };

interface CellProps {
  readonly text: string;
  readonly href?: string | undefined;
}

function ValueCell({ text, href }: CellProps): ReactElement {
  return <td>{href === undefined ? text : <a href={href}>{text}</a>}</td>;
}

/** What a chart over time shows, as a table with the same links. */
export function CourseTable({ data, caption }: { readonly data: CourseData; readonly caption: string }) {
  const { series, step, unit } = data;
  return (
    <table className="chart-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{STEP_NAMES[step]}</th>
          {series.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {daysOf(data).map((day, index) => (
          <tr key={day}>
            <th scope="row">{readStep(day, step)}</th>
            {series.map(({ name, points }) => {
              const { value = null, href } = points[index] ?? {};
              return value === null ? (
                <td key={name} className="chart-none">
                  not counted yet
                </td>
              ) : (
                <ValueCell key={name} text={unit.read(value)} href={href} />
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ShareTableProps {
  readonly shares: readonly ChartShare[];
  readonly unit: Unit;
  readonly caption: string;
  /** What the parts are, such as `Department`. */
  readonly noun: string;
}

/** What a chart of parts shows, as a table with the same links. */
export function ShareTable({ shares, unit, caption, noun }: ShareTableProps): ReactElement {
  const whole = shares.reduce((sum, { value }) => sum + value, 0);
  return (
    <table className="chart-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{noun}</th>
          <th scope="col">{unit.name.charAt(0).toUpperCase() + unit.name.slice(1)}</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {shares.map(({ key, name, value, href }) => (
          <tr key={key}>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            <ValueCell text={unit.read(value)} href={href} />
            <td>{readShare(value, whole)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
