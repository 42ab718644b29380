import { randomUUID } from 'node:crypto';
import { Op } from 'sequelize';
import { presentMoment } from '../database/present-moment.ts';
import { inTransaction } from '../database/transaction.ts';
import { Job } from '../models/job.ts';

/** How long a process that says nothing is believed to be at work, in milliseconds. */
export const LEASE_MS = 60_000;
/** Jobs that are tried at once; those in front may be taken by others in between. */
const CANDIDATES = 10;
/** Said of a job whose process is gone. */
export const LEFT = 'The process that ran it ended before it was done.';

/** A job that is this process's to do until the lease ends. */
export interface ClaimedJob {
  readonly id: number;
  readonly kind: string;
  readonly payload: string;
  readonly attempts: number;
  readonly failingSince: Date | null;
  /** Whether another process began it and is gone. */
  readonly wasLeft: boolean;
  /** Proof of the claim. */
  readonly lease: string;
  readonly leaseUntil: Date;
}

// Two questions, each of which reads one index from its beginning; one with OR would read the table.
async function candidates(kinds: readonly string[], now: Date): Promise<Job[]> {
  const kind = [...kinds];
  const left = await Job.findAll({
    where: { kind, state: 'running', leaseUntil: { [Op.lte]: now } },
    order: [['leaseUntil', 'ASC']],
    limit: CANDIDATES,
  });
  const due = await Job.findAll({
    where: { kind, state: 'waiting', runAt: { [Op.lte]: now } },
    order: [
      ['runAt', 'ASC'],
      ['id', 'ASC'],
    ],
    limit: CANDIDATES,
  });
  return [...left, ...due];
}

/** Takes a job unless somebody else did: the one of several whose statement changes the row. */
async function take(job: Job, now: Date): Promise<ClaimedJob | undefined> {
  const { id, kind, payload, state, lease: formerLease } = job;
  const wasLeft = state === 'running';
  const lease = randomUUID();
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const attempts = job.attempts + 1;
  const failingSince = wasLeft ? (job.failingSince ?? now) : job.failingSince;
  const [changed] = await inTransaction(() =>
    Job.update(
      {
        state: 'running',
        lease,
        leaseUntil,
        attempts,
        ...(wasLeft ? { failingSince, lastError: LEFT } : {}),
      },
      { where: { id, state, lease: formerLease } },
    ),
  );
  return changed === 1
    ? { id, kind, payload, attempts, failingSince, wasLeft, lease, leaseUntil }
    : undefined;
}

/**
 * Brings leases of a clock that was ahead, and has been set back since, within a lease from now: a process that is there
 * renews its own before that, and of one that is gone nobody waits for the hour to come again.
 */
async function shortenLeases(kinds: readonly string[], now: Date): Promise<void> {
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  // Clocks of several machines differ by a little.
  const ahead = {
    kind: [...kinds],
    state: 'running',
    leaseUntil: { [Op.gt]: new Date(Number(leaseUntil) + LEASE_MS) },
  } as const;
  const found = await Job.findOne({ attributes: ['id'], where: ahead, raw: true });
  if (found !== null) await inTransaction(() => Job.update({ leaseUntil }, { where: ahead }));
}

/**
 * Claims the job that is due longest of these kinds: one that waits, or one whose process is gone. Of all who try at
 * once one gets it, on either engine and in a cluster.
 */
export async function claimJob(kinds: readonly string[]): Promise<ClaimedJob | undefined> {
  const now = presentMoment();
  for (const job of await candidates(kinds, now)) {
    const claimed = await take(job, now);
    if (claimed !== undefined) return claimed;
  }
  await shortenLeases(kinds, now);
  return undefined;
}
