import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { BaseError } from 'sequelize';
import { presentMoment } from '../database/present-moment.ts';
import { AppError } from '../errors.ts';
import { doneFrom } from '../journal/surroundings.ts';
import { log } from '../log.ts';
import { messageOf } from '../log-error.ts';
import { GIVE_UP_MS } from './backoff.ts';
import { LEASE_MS, LEFT, type ClaimedJob } from './claim.ts';
import type { JobKind } from './job-kind.ts';
import { keepLease, StopJob } from './keep-lease.ts';
import { failJob, finishJob, putBackJob } from './lease.ts';
import { tellOfJobEnd } from './watch.ts';

/** Spans of one attempt, in milliseconds. */
export interface Timing {
  /** How often the lease is renewed. */
  readonly renewMs: number;
  /** After this long a job is told to stop, so that others have their turn. */
  readonly longestMs: number;
  /** How long it may take to do so before nobody waits for it any more, and it counts as failed. */
  readonly graceMs: number;
  /** How long it may take when the process is to end; it is put back then, to be gone on with elsewhere. */
  readonly stopMs: number;
}

export const TIMING: Timing = { renewMs: LEASE_MS / 3, longestMs: 3_600_000, graceMs: 60_000, stopMs: 1000 };

/** What the panel shows of a failure: neither a stack nor the values of a statement. */
function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  if (error instanceof BaseError) return `The database refused it (${error.name}).`;
  return error instanceof Error ? `${error.name}: ${messageOf(error)}` : String(error);
}

/** Rejects when a handler that does not listen is not waited for any longer; `over` ends the waiting. */
async function patience(
  { longestMs, graceMs, stopMs }: Timing,
  stop: AbortSignal,
  over: AbortSignal,
): Promise<never> {
  const ms = longestMs + graceMs;
  const overdue = delay(ms, undefined, { signal: over, ref: false });
  const stopped = once(stop, 'abort', { signal: over }).then(() =>
    delay(stopMs, undefined, { signal: over }),
  );
  await Promise.race([overdue, stopped]);
  throw stop.aborted ? stop.reason : new Error('It did not end in time.');
}

/** Does the work; the promise settles even where the handler never does. */
async function work(
  kind: JobKind,
  job: ClaimedJob,
  timing: Timing,
  signals: { readonly handler: AbortSignal; readonly stop: AbortSignal },
): Promise<unknown> {
  const given = JSON.parse(job.payload) as unknown;
  const over = new AbortController();
  const end = patience(timing, signals.stop, over.signal);
  end.catch(() => undefined);
  try {
    const told = { id: job.id, attempt: job.attempts, signal: signals.handler };
    return await Promise.race([
      doneFrom({ origin: 'worker', provenAt: undefined }, () => kind.run(given, told)),
      end,
    ]);
  } finally {
    over.abort();
  }
}

/** Whether this is the signal's own error, or what a waiting that it ended throws. */
function isStop(error: unknown, signal: AbortSignal): boolean {
  if (!signal.aborted) return false;
  return error === signal.reason || (error instanceof Error && error.name === 'AbortError');
}

function refuseDeadly({ wasLeft, failingSince }: ClaimedJob): void {
  const failingMs = failingSince === null ? 0 : presentMoment().getTime() - failingSince.getTime();
  if (wasLeft && failingMs >= GIVE_UP_MS) throw new AppError('left', 500, LEFT);
}

async function attempt(
  kind: JobKind,
  job: ClaimedJob,
  timing: Timing,
  signals: { readonly handler: AbortSignal; readonly stop: AbortSignal },
): Promise<void> {
  const signal = signals.handler;
  const told = { job: job.id, kind: kind.kind };
  const begun = performance.now();
  try {
    signal.throwIfAborted();
    refuseDeadly(job);
    const result = await work(kind, job, timing, signals);
    tellOfJobEnd(kind.kind, 'done', begun);
    await finishJob(job);
    log[result === 0 ? 'debug' : 'info']({ ...told, result }, 'a job is done');
  } catch (error) {
    if (isStop(error, signal)) {
      tellOfJobEnd(kind.kind, 'stopped', begun);
      await putBackJob(job);
      log.info({ ...told, why: (signal.reason as Error).message }, 'a job was stopped and goes on later');
      return;
    }
    tellOfJobEnd(kind.kind, 'failed', begun);
    await failJob(job, reasonOf(error));
    log.error({ ...told, err: error }, 'a job failed');
  }
}

/**
 * Does a claimed job and writes down what became of it. Never rejects: where that cannot be written, the lease runs out
 * and the job is taken over.
 *
 * @param stop asks for an early end.
 */
export async function runJob(
  kind: JobKind,
  job: ClaimedJob,
  stop: AbortSignal,
  given: Timing = TIMING,
): Promise<void> {
  const timing = { ...given, longestMs: kind.longestMs ?? given.longestMs };
  const handler = new AbortController();
  const ended = new AbortController();
  const asked = () => handler.abort(stop.reason);
  if (stop.aborted) asked();
  else stop.addEventListener('abort', asked, { once: true });
  const longest = setTimeout(() => handler.abort(new StopJob('it took long')), timing.longestMs).unref();
  const kept = keepLease(job, timing.renewMs, handler, ended.signal);
  try {
    await attempt(kind, job, timing, { handler: handler.signal, stop });
  } catch (error) {
    log.error({ err: error, job: job.id, kind: kind.kind }, 'what became of a job could not be written');
  } finally {
    clearTimeout(longest);
    stop.removeEventListener('abort', asked);
    ended.abort();
    await kept;
  }
}
