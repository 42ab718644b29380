import { dayOf, dayText, type Day } from './counting/days.ts';
import type { EngineerRow, Figure, Period, Report, Satisfaction, Series, Times } from './figures.ts';

/** Which sides of a comparison need days that were never counted. */
interface Hidden {
  readonly now: boolean;
  readonly before: boolean;
}

/** A figure without what is not known of it yet. */
export function hideFigure(figure: Figure, hidden: Hidden): Figure {
  const { before, ...rest } = figure;
  const shown = hidden.now ? { ...rest, value: null, isUncounted: true as const } : rest;
  return before === undefined || hidden.before || hidden.now ? shown : { ...shown, before };
}

function hideTimes({ median, p90, within, late }: Times, hidden: Hidden): Times {
  return {
    median: hideFigure(median, hidden),
    p90: hideFigure(p90, hidden),
    within: hideFigure(within, hidden),
    late: hideFigure(late, hidden),
  };
}

function hideEngineer(row: EngineerRow, hidden: Hidden): EngineerRow {
  const { median, within } = row.resolution;
  return {
    ...row,
    resolved: hideFigure(row.resolved, hidden),
    resolution: { median: hideFigure(median, hidden), within: hideFigure(within, hidden) },
    rating: hideFigure(row.rating, hidden),
  };
}

function hideSatisfaction({ average, rated, ratings }: Satisfaction, hidden: Hidden): Satisfaction {
  return {
    average: hideFigure(average, hidden),
    rated: hideFigure(rated, hidden),
    ratings: hidden.now ? [] : ratings,
  };
}

/** What was open at the end of a day is reckoned back from now: only days after it are needed. */
function hidePoints({ key, points }: Series, last: Day): Series {
  const isHidden = ({ from, to }: Period): boolean =>
    key === 'open' ? dayOf(to) < last : dayOf(from) <= last;
  return { key, points: points.map((point) => (isHidden(point) ? { ...point, value: null } : point)) };
}

/**
 * A report in which nothing is 0 because its days were never counted: such figures have no value and say so, and so do
 * such points and parts.
 *
 * @param last the last day that was never counted; 0: all were.
 */
export function hideUncounted(report: Report, last: Day): Report {
  const { period, before } = report;
  const needs = (one: Period | null): boolean => one !== null && dayOf(one.from) <= last;
  const lacks = (one: Period | null): boolean => one !== null && dayOf(one.to) < last;
  if (!needs(period) && !needs(before)) return report;
  const hidden = { now: needs(period), before: needs(before) };
  return {
    ...report,
    uncountedTo: hidden.now ? dayText(last) : null,
    filed: hideFigure(report.filed, hidden),
    resolved: hideFigure(report.resolved, hidden),
    open: hideFigure(report.open, { now: lacks(period), before: lacks(before) }),
    series: report.series.map((one) => hidePoints(one, last)),
    byType: hidden.now ? [] : report.byType,
    byDepartment: hidden.now ? [] : report.byDepartment,
    firstResponse: hideTimes(report.firstResponse, hidden),
    resolution: hideTimes(report.resolution, hidden),
    satisfaction: hideSatisfaction(report.satisfaction, hidden),
    engineers: report.engineers.map((row) => hideEngineer(row, hidden)),
  };
}
