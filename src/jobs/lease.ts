import { presentMoment } from '../database/present-moment.ts';
import { inTransaction } from '../database/transaction.ts';
import { ERROR_LENGTH, Job } from '../models/job.ts';
import { GIVE_UP_MS, pauseAfter } from './backoff.ts';
import { LEASE_MS, type ClaimedJob } from './claim.ts';

type Changes = Partial<Pick<Job, 'state' | 'runAt' | 'attempts' | 'failingSince' | 'lastError' | 'endedAt'>>;

/** Changes a job that is still ours; false: somebody else took it over in the meantime. */
async function changeOwn({ id, lease }: ClaimedJob, changes: Changes & { leaseUntil: Date | null }) {
  const [changed] = await inTransaction(() =>
    Job.update(changes, { where: { id, lease, state: 'running' } }),
  );
  return changed === 1;
}

function release(job: ClaimedJob, changes: Changes): Promise<boolean> {
  return changeOwn(job, { ...changes, leaseUntil: null });
}

/** Says that the process is still at work; returns until when it is believed, or nothing when the job is not its own any more. */
export async function renewLease(job: ClaimedJob): Promise<Date | undefined> {
  const leaseUntil = new Date(presentMoment().getTime() + LEASE_MS);
  return (await changeOwn(job, { leaseUntil })) ? leaseUntil : undefined;
}

/** Ends a job that is done. */
export function finishJob(job: ClaimedJob): Promise<boolean> {
  return release(job, { state: 'done', endedAt: presentMoment(), failingSince: null, lastError: null });
}

/** Lets a job that was told to stop be gone on with by whoever comes first. */
export function putBackJob(job: ClaimedJob): Promise<boolean> {
  return release(job, { state: 'waiting', runAt: presentMoment(), attempts: job.attempts - 1 });
}

/** Lets a job that failed wait, the longer the more often it did; after a day of failing it is dead. */
export function failJob(job: ClaimedJob, reason: string): Promise<boolean> {
  const now = presentMoment();
  const failingSince = job.failingSince ?? now;
  const lastError = reason.slice(0, ERROR_LENGTH);
  if (now.getTime() - failingSince.getTime() >= GIVE_UP_MS) {
    return release(job, { state: 'dead', endedAt: now, failingSince, lastError });
  }
  const runAt = new Date(now.getTime() + pauseAfter(job.attempts));
  return release(job, { state: 'waiting', runAt, failingSince, lastError });
}
