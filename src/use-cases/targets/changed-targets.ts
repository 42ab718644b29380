import { presentMoment } from '../../database/present-moment.ts';
import { afterCommit } from '../../database/transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { EventName } from '../../journal/events.ts';
import type { Follower } from '../../journal/followers.ts';
import { forgetTargets, REMEMBERED_MS } from './targets-in-force.ts';

/** The kind of job that works out anew what is due when. */
export const APPLYING = 'targets.apply';

/** What changes when work is due, and how long it took. */
export const OF_TARGETS = [
  'calendar.created',
  'calendar.updated',
  'calendar.deleted',
  'calendar.holidays_imported',
  'holiday.created',
  'holiday.updated',
  'holiday.deleted',
  'service_target.created',
  'service_target.updated',
  'service_target.deleted',
] as const satisfies readonly EventName[];

/** Changes within such a span are applied together; milliseconds. */
const SPAN_MS = 5000;

/** Enqueues the job that applies changed targets, once for all changes of a moment; for the surrounding transaction. */
export async function enqueueApplying(): Promise<boolean> {
  afterCommit(forgetTargets);
  const slot = Math.ceil((presentMoment().getTime() + 1) / SPAN_MS) * SPAN_MS;
  // By then no process goes by what it read before.
  const runAt = new Date(slot + 2 * REMEMBERED_MS);
  return enqueue(APPLYING, {}, { runAt, dedupeKey: `${APPLYING}@${new Date(slot).toISOString()}` });
}

/** Lets what is due be worked out anew when anything changes that it hangs on. */
export const changedTargets: Follower = {
  concerns: ({ name }) => OF_TARGETS.some((one) => one === name),
  follow: enqueueApplying,
};
