import { smallTable, type Column, type Row, type Table } from '../../documents/table.ts';
import type { Figure, Part, Report, Times } from './figures.ts';

const STEP_NAMES = { day: 'Day', week: 'Week from', month: 'Month from' } as const;
const UNIT_NAMES = {
  complaints: 'complaints',
  minutes: 'working minutes',
  share: 'of 1',
  stars: 'stars of 5',
} as const;

const number = (label: string): Column => ({ label, kind: 'number' });
const text = (label: string): Column => ({ label, kind: 'text' });

function timesRows(what: string, { median, p90, within, late }: Times): [string, Figure][] {
  return [
    [`${what}: half within`, median],
    [`${what}: 9 of 10 within`, p90],
    [`${what}: in target`, within],
    [`${what}: later`, late],
  ];
}

/** Every single figure of a report with its name, in the order of the page. */
export function namedFigures(report: Report): [name: string, figure: Figure][] {
  return [
    ['Filed', report.filed],
    ['Resolved', report.resolved],
    ['Open at the end', report.open],
    ...timesRows('Response', report.firstResponse),
    ...timesRows('Resolution', report.resolution),
    ['Average rating', report.satisfaction.average],
    ['Ratings', report.satisfaction.rated],
  ];
}

/** What has to be said of figures that may still change. */
export function uncountedNote({ daysBeingCounted, uncountedTo }: Report): string[] {
  if (uncountedTo !== null)
    return [`Not complete: days up to ${uncountedTo} are not counted yet; their figures are left out`];
  if (daysBeingCounted === 0) return [];
  const days = daysBeingCounted === 1 ? '1 day is' : `${daysBeingCounted} days are`;
  return [`Not complete: ${days} still being counted`];
}

/** What the figures are of. */
function aboutTable(report: Report): Table {
  const { period, before, only } = report;
  const rows: Row[] = [
    ['From', period.from],
    ['To', period.to],
    ...(before ? [['Compared with', `${before.from} to ${before.to}`]] : []),
    ...only.map(({ what, name }) => [what, name]),
    ...uncountedNote(report).map((note) => ['Note', note]),
  ];
  return smallTable('About', [text('What'), text('Which')], rows);
}

function figuresTable(report: Report): Table {
  const { from, to } = report.period;
  const before = report.before ? [number(`${report.before.from} to ${report.before.to}`)] : [];
  const rows = namedFigures(report).map(([name, figure]): Row => {
    const compared = report.before ? [figure.before ?? null] : [];
    const unit = figure.isUncounted ? 'not counted yet' : UNIT_NAMES[figure.unit];
    return [name, figure.value, ...compared, unit];
  });
  return smallTable('Figures', [text('Figure'), number(`${from} to ${to}`), ...before, text('Unit')], rows);
}

function courseTable({ series, step }: Report): Table {
  const of = (key: string) => series.find((one) => one.key === key)?.points ?? [];
  const [filed, resolved, open] = ['filed', 'resolved', 'open'].map(of);
  const rows = (filed ?? []).map(({ from, value }, index): Row => [
    from,
    value,
    resolved?.[index]?.value ?? null,
    open?.[index]?.value ?? null,
  ]);
  const day: Column = { label: STEP_NAMES[step], kind: 'day' };
  return smallTable('Over time', [day, number('Filed'), number('Resolved'), number('Open at its end')], rows);
}

function partsTable(name: string, noun: string, parts: readonly Part[]): Table {
  return smallTable(
    name,
    [text(noun), number('Complaints')],
    parts.map(({ name: part, value }) => [part, value]),
  );
}

const ENGINEER_COLUMNS = ['Open now', 'Overdue now', 'Waiting now', 'Resolved', 'Half within, min'];

/** What the engineers have to do and have done, as a table whose rows are all there. */
export function engineersTable({ engineers }: Report) {
  const columns: Column[] = [
    text('Engineer'),
    ...ENGINEER_COLUMNS.map((label): Column => ({ label, kind: 'number', width: 12 })),
    { label: 'Within target', kind: 'percent' },
    number('Rating of 5'),
  ];
  const rows = engineers.map(({ name, open, overdue, waiting, resolved, resolution, rating }): Row => [
    name,
    ...[open, overdue, waiting, resolved, resolution.median, resolution.within, rating].map(
      ({ value }) => value,
    ),
  ]);
  return { name: 'Engineers', columns, rows };
}

/** A report as the tables that a file holds: what the page shows as figures, charts and tables, and nothing else. */
export function reportTables(report: Report): Table[] {
  const { ratings } = report.satisfaction;
  const engineers = engineersTable(report);
  return [
    aboutTable(report),
    figuresTable(report),
    courseTable(report),
    partsTable('Unsolved now by status', 'Status', report.byStatus),
    partsTable('Filed by type', 'Type', report.byType),
    partsTable('Filed by department', 'Department', report.byDepartment),
    smallTable(
      'Ratings',
      [number('Stars'), number('Ratings')],
      ratings.map(({ rating, value }) => [rating, value]),
    ),
    ...(engineers.rows.length > 0 ? [smallTable(engineers.name, engineers.columns, engineers.rows)] : []),
  ];
}
