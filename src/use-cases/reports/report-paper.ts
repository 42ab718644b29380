import type { PaperChart } from '../../documents/pdf/chart.ts';
import type { PaperFigure, PaperReport } from '../../documents/pdf/report.ts';
import { readCount } from '../../look/chart/read-number.ts';
import { readBefore, readFigure } from '../../look/chart/read-figure.ts';
import { readDay } from '../../look/chart/read-days.ts';
import { shownStatus } from '../../policies/shown-status.ts';
import type { Part, Period, Report, Series } from './figures.ts';
import { engineersTable, namedFigures, uncountedNote } from './report-tables.ts';

/** Most rows of a chart of parts; the others are in the files of tables. */
const MOST_ROWS = 15;

const COMPLAINTS = { name: 'complaints', isWhole: true, read: readCount };
const SERIES = {
  filed: { name: 'Filed', tone: 'new' },
  resolved: { name: 'Resolved', tone: 'resolved' },
  open: { name: 'Open', tone: 'open' },
} as const;

const periodText = ({ from, to }: Period): string => `${readDay(from)} to ${readDay(to)}`;

function figuresOf(report: Report): PaperFigure[] {
  return namedFigures(report).map(([label, { value, before, unit, isUncounted }]) => ({
    label,
    value: readFigure(value, unit),
    note: isUncounted
      ? 'not counted yet'
      : before === undefined
        ? undefined
        : readBefore(value, before, unit),
  }));
}

function courseOf({ series, step }: Report, keys: readonly Series['key'][]) {
  const chosen = keys.flatMap((key) => series.filter((one) => one.key === key));
  const drawn = chosen.map(({ key, points }) => ({
    ...SERIES[key],
    points: points.map(({ from, value }) => ({ day: from, value, href: '' })),
  }));
  return { step, unit: COMPLAINTS, series: drawn };
}

function rows(title: string, parts: readonly Pick<Part, 'name' | 'value'>[]): PaperChart[] {
  const shares = parts.slice(0, MOST_ROWS).map(({ name, value }) => ({ name, value }));
  return shares.length === 0 ? [] : [{ kind: 'rows', title, unit: COMPLAINTS, shares }];
}

function chartsOf(report: Report): PaperChart[] {
  const statuses = report.byStatus.map((part) => ({ ...part, name: shownStatus(part.name) }));
  const ratings = report.satisfaction.ratings.map(({ rating, value }) => ({
    name: `${rating} of 5 stars`,
    value,
  }));
  return [
    { kind: 'bars', title: 'Filed and resolved', data: courseOf(report, ['filed', 'resolved']) },
    { kind: 'lines', title: 'Open over time', data: courseOf(report, ['open']) },
    ...rows('Unsolved now by status', statuses),
    ...rows('Filed by type', report.byType),
    ...rows('Filed by department', report.byDepartment),
    ...(ratings.some(({ value }) => value > 0) ? rows('Satisfaction', ratings) : []),
  ];
}

/** A report as it is printed; times are working time to two digits. */
export function reportPaper(report: Report): PaperReport {
  const { period, before, engineers, only } = report;
  const about = [
    periodText(period),
    ...only.map(({ what, name }) => `${what}: ${name}`),
    ...(before ? [`Compared with ${periodText(before)}`] : []),
    ...uncountedNote(report),
  ];
  return {
    title: 'IT complaints',
    about: [...about, 'In working time'],
    figures: figuresOf(report),
    charts: chartsOf(report),
    tables: engineers.length > 0 ? [engineersTable(report)] : [],
  };
}
