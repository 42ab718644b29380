import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { CourseTable, ShareTable } from './chart-table.tsx';
import { summarise, summariseShares, type ChartShare, type CourseData } from './chart-data.ts';
import { CourseChart } from './course-chart.tsx';
import { RowChart } from './row-chart.tsx';
import type { Unit } from './value-axis.ts';

/** Rows of a chart before the others are in its table alone. */
const MOST_ROWS = 8;
/** How the keyboard gets through a chart. */
const KEYS = 'Arrow keys move through the chart.';

interface FigureProps {
  readonly title: string;
  /** What is counted, and of what. */
  readonly note: string;
  readonly summary: string;
  /** What stands where there is nothing to draw. */
  readonly empty?: string | undefined;
  readonly legend?: ReactNode;
  readonly table: ReactNode;
  /** @param showTable shows the table in the chart's place. */
  readonly children: (showTable: () => void) => ReactNode;
}

/** A chart with its title, its unit and its table, one of which is shown. */
function ChartFigure({ title, note, summary, empty, legend, table, children }: FigureProps): ReactElement {
  const [isTable, setTable] = useState(false);
  const id = useId();
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption className="chart-head">
        <div>
          <h3 id={id}>{title}</h3>
          <p className="chart-note">{note}</p>
        </div>
        {empty === undefined && (
          <button
            type="button"
            className="chart-switch"
            aria-pressed={isTable}
            aria-label={`Show as table: ${title}`}
            onClick={() => setTable(!isTable)}
          >
            Show as table
          </button>
        )}
      </figcaption>
      {empty === undefined && <p className="visually-hidden">{`${summary} ${KEYS}`}</p>}
      {empty === undefined && !isTable && legend}
      {empty !== undefined && <p className="chart-empty">{empty}</p>}
      {empty === undefined && isTable && <div className="chart-scroll">{table}</div>}
      {empty === undefined && !isTable && children(() => setTable(true))}
    </figure>
  );
}

function Legend({
  series,
  kind,
}: Pick<CourseData, 'series'> & { readonly kind: string }): ReactElement | null {
  if (series.length < 2) return null;
  return (
    <ul className="chart-legend">
      {series.map(({ name, tone }, index) => (
        <li key={name}>
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
            {kind === 'bars' ? (
              <path className={`chart-bar chart-bar-${index} chart-${tone}`} d="M1.5 1.5h11v11h-11z" />
            ) : (
              <g className={`chart-line chart-line-${index} chart-${tone}`}>
                <path className="chart-stroke" d="M0 7h14" />
              </g>
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

interface CourseFigureProps {
  readonly title: string;
  readonly note: string;
  readonly kind: 'bars' | 'lines';
  readonly data: CourseData;
  readonly empty: string;
}

/** A chart over time with its title, legend and table; a sentence where there is nothing in it. */
export function CourseFigure({ title, note, kind, data, empty }: CourseFigureProps): ReactElement {
  const isEmpty = data.series.every(({ points }) => points.every(({ value }) => !value));
  return (
    <ChartFigure
      title={title}
      note={note}
      summary={summarise(data)}
      empty={isEmpty ? empty : undefined}
      legend={<Legend series={data.series} kind={kind} />}
      table={<CourseTable data={data} caption={title} />}
    >
      {() => <CourseChart data={data} kind={kind} label={title} />}
    </ChartFigure>
  );
}

interface ShareFigureProps {
  readonly title: string;
  readonly note: string;
  /** What the parts are, such as `Department`. */
  readonly noun: string;
  readonly unit: Unit;
  readonly shares: readonly ChartShare[];
  readonly empty: string;
}

/** A chart of the parts of a whole with its title and table; a sentence where there are none. */
export function ShareFigure({ title, note, noun, unit, shares, empty }: ShareFigureProps): ReactElement {
  const rest = shares.length - MOST_ROWS;
  return (
    <ChartFigure
      title={title}
      note={note}
      summary={summariseShares(shares, unit)}
      empty={shares.every(({ value }) => value === 0) ? empty : undefined}
      table={<ShareTable shares={shares} unit={unit} caption={title} noun={noun} />}
    >
      {(showTable) => (
        <>
          <RowChart shares={shares} unit={unit} label={title} most={MOST_ROWS} />
          {rest > 0 && (
            <button type="button" className="chart-more" onClick={showTable}>
              {rest} more in the table
            </button>
          )}
        </>
      )}
    </ChartFigure>
  );
}
