import { boundList, readMoment, select } from '../../database/select.ts';
import type { StatusCategory } from '../../models/status.ts';
import type { WorkingCalendar } from './open-hours.ts';
import { workingTimeBetween } from './working-time.ts';

/** The statuses that a complaint had, in order, and since when each. */
export type Course = readonly { readonly category: StatusCategory; readonly since: Date }[];

interface Row {
  readonly complaintId: number;
  readonly category: StatusCategory;
  readonly since: Date | string;
}

/** What these complaints went through, by their ids. */
export async function coursesOf(ids: readonly number[]): Promise<ReadonlyMap<number, Course>> {
  const { places, bind } = boundList(ids);
  const rows = await select<Row>(
    `SELECT c.complaint_id AS complaintId, s.category, c.created_at AS since FROM status_changes c
      JOIN statuses s ON s.id = c.to_status_id WHERE c.complaint_id IN (${places}) ORDER BY c.id`,
    bind,
  );
  const courses = new Map<number, { category: StatusCategory; since: Date }[]>();
  for (const { complaintId, category, since } of rows)
    courses.set(complaintId, [...(courses.get(complaintId) ?? []), { category, since: readMoment(since) }]);
  return courses;
}

/** For how many working seconds the clock ran along a course, by a calendar as it is now. */
export function runAlong(
  course: Course,
  calendar: WorkingCalendar,
  running: readonly StatusCategory[],
  now: Date,
): number {
  const stretches = course.map(({ category, since }, index) => {
    const until = course[index + 1]?.since ?? now;
    return running.includes(category) ? workingTimeBetween(calendar, since, until) : 0;
  });
  return Math.floor(stretches.reduce((sum, stretch) => sum + stretch, 0) / 1000);
}

/** When staff first replied to these complaints, where they did. */
export async function firstReplies(ids: readonly number[]): Promise<ReadonlyMap<number, Date>> {
  const { places, bind } = boundList(ids);
  const rows = await select<{ id: number; at: Date | string }>(
    `SELECT r.complaint_id AS id, MIN(r.created_at) AS at FROM remarks r JOIN complaints c ON c.id = r.complaint_id
      WHERE r.complaint_id IN (${places}) AND r.is_internal = 0 AND r.author_id <> c.reporter_id GROUP BY r.complaint_id`,
    bind,
  );
  return new Map(rows.map(({ id, at }) => [id, readMoment(at)]));
}
