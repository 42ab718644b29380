import { readMoment } from '../../../database/select.ts';
import type { Urgency } from '../../../models/complaint.ts';
import { RUNNING } from '../../targets/move-clock.ts';
import { coursesOf, runAlong } from '../../targets/run-time.ts';
import { targetsInForce } from '../../targets/targets-in-force.ts';

/** A resolved complaint, and for how many working seconds its clock ran. */
export interface Clocked {
  readonly id: number;
  readonly type: number;
  readonly urgency: Urgency;
  /** When it was resolved. */
  readonly at: Date | string;
  /** Null: there was no target then. */
  readonly seconds: number | null;
}

/** Complaints whose courses are read at once. */
const AT_ONCE = 500;

/** What ended before there were targets has no clock: what it would have shown is worked out from its course. */
async function alongCourses(rows: readonly Clocked[]): Promise<[number, number][]> {
  const targets = await targetsInForce();
  const found: [number, number][] = [];
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE);
    const courses = await coursesOf(some.map(({ id }) => id));
    for (const { id, type: typeId, urgency, at } of some) {
      const [target, course] = [targets.find({ typeId, urgency }), courses.get(id)];
      if (target === undefined || course === undefined) continue;
      found.push([id, runAlong(course, target.calendar, RUNNING, readMoment(at))]);
    }
  }
  return found;
}

/** For how many working seconds each of these was worked on; those for which there is no target are missing. */
export async function secondsOf(rows: readonly Clocked[]): Promise<ReadonlyMap<number, number>> {
  const known = rows.flatMap(({ id, seconds }): [number, number][] =>
    seconds === null ? [] : [[id, seconds]],
  );
  const others = rows.filter(({ seconds }) => seconds === null);
  return new Map([...known, ...(await alongCourses(others))]);
}
