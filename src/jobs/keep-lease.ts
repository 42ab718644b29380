import { setTimeout as delay } from 'node:timers/promises';
import { presentMoment } from '../database/present-moment.ts';
import { log } from '../log.ts';
import type { ClaimedJob } from './claim.ts';
import { renewLease } from './lease.ts';

/** Why a job was told to stop; not a failure. */
export class StopJob extends Error {}

/** Says from time to time that the job is being worked on; tells the handler to stop where it is so no more. */
export async function keepLease(
  job: ClaimedJob,
  renewMs: number,
  handler: AbortController,
  ended: AbortSignal,
): Promise<void> {
  let { leaseUntil } = job;
  while (!ended.aborted) {
    await delay(renewMs, undefined, { signal: ended, ref: false }).catch(() => undefined);
    if (ended.aborted) return;
    try {
      const renewed = await renewLease(job);
      if (renewed === undefined) return handler.abort(new StopJob('somebody else took it over'));
      leaseUntil = renewed;
    } catch (error) {
      log.warn({ err: error, job: job.id }, 'a lease could not be renewed');
      if (presentMoment() > leaseUntil) return handler.abort(new StopJob('its lease ended'));
    }
  }
}
