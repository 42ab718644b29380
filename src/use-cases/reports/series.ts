import { daysAfter, dayText, type Day } from './counting/days.ts';
import type { DayCounts, Days, Filters } from './counting/read-figures.ts';
import type { Figure, Listed, Point, Series } from './figures.ts';
import { complaints, happened, listOf } from './lists.ts';
import { stepsOf } from './period.ts';
import { periodText, type Question } from './report-input.ts';
import { within } from './standing.ts';

/** What of the past and of now is known, to look back from. */
export interface Course {
  readonly today: Day;
  /** What is unsolved now. */
  readonly open: number;
  /** What came and ended, on all days from the first that is asked for until today. */
  readonly counts: DayCounts;
}

/** How many were unsolved at the end of a day: those of now, without what came since and with what ended since. */
export function openAt({ today, open, counts }: Course, day: Day): number {
  const since = { first: daysAfter(day, 1), last: today };
  const came = within(counts, since, 'filed') + within(counts, since, 'reopened');
  return open - came + within(counts, since, 'ended');
}

/** The list of what was unsolved at the end of a day, or is now. */
export function openList({ today }: Course, day: Day, filters: Filters): Listed {
  return listOf(filters, day >= today ? { view: 'open' } : { openOn: dayText(day) });
}

/** How many were unsolved at the end of a period. */
export function openFigure(course: Course, { days, before, filters }: Question): Figure {
  const list = openList(course, days.last, filters);
  return complaints(openAt(course, days.last), list, before && openAt(course, before.last));
}

/** What is drawn along a period. */
export function seriesOf(course: Course, { days, step, filters }: Question): Series[] {
  const steps = stepsOf(days, step);
  const counted = (what: 'filed' | 'resolved') => ({
    key: what,
    points: steps.map((one): Point => {
      const list = listOf(filters, happened(what, one));
      return { ...periodText(one), value: within(course.counts, one, what), list };
    }),
  });
  const open = steps.map((one): Point => {
    const list = openList(course, one.last, filters);
    return { ...periodText(one), value: openAt(course, one.last), list };
  });
  return [counted('filed'), counted('resolved'), { key: 'open', points: open }];
}

/** All days that a question needs: from the first of what it compares until today. */
export function daysOf({ days, before }: Question, today: Day): Days {
  return { first: Math.min(days.first, before?.first ?? days.first), last: today };
}
