import { presentMoment } from '../database/present-moment.ts';
import { log } from '../log.ts';
import { claimJob, type ClaimedJob } from './claim.ts';
import type { JobKind } from './job-kind.ts';
import { StopJob } from './keep-lease.ts';
import { runJob, TIMING, type Timing } from './run-job.ts';
import { isPeriodic, scheduleSlots, slotOf } from './schedule.ts';
import { onDueJob } from './wake.ts';

/** How a runner works. */
export interface RunnerOptions {
  /** Jobs at once; of those that are done by the clock, one. Default 3. */
  readonly concurrency?: number;
  /** How long a runner with nothing to do waits until it looks again, in milliseconds. Default 5000. */
  readonly pollMs?: number;
  readonly timing?: Timing;
}

/** Runs jobs of the given kinds, those of this process and those that others enqueued, until it is told to stop. */
export class JobRunner {
  readonly #kinds: readonly JobKind[];
  readonly #concurrency: number;
  readonly #pollMs: number;
  readonly #timing: Timing;
  readonly #stop = new AbortController();
  readonly #running = new Map<Promise<void>, JobKind>();
  /** The span up to which each kind's jobs stand in the database, as far as this process knows. */
  readonly #scheduled = new Map<JobKind, number>();
  #hasNews = false;
  #endRest: () => void = () => undefined;
  #loop: Promise<void> | undefined;

  constructor(
    kinds: readonly JobKind[],
    { concurrency = 3, pollMs = 5000, timing = TIMING }: RunnerOptions = {},
  ) {
    this.#kinds = kinds;
    this.#concurrency = concurrency;
    this.#pollMs = pollMs;
    this.#timing = timing;
  }

  /** Begins; a second call does nothing. */
  start(): this {
    this.#loop ??= this.#work();
    return this;
  }

  /** Takes no more jobs, asks the running ones to stop between two items, and waits until they have. */
  async stop(): Promise<void> {
    this.#stop.abort(new StopJob('the process is to end'));
    this.#wake();
    await this.#loop;
  }

  async #work(): Promise<void> {
    const forget = onDueJob(() => this.#wake());
    while (!this.#stop.signal.aborted) {
      this.#hasNews = false;
      if (!(await this.#takeOne())) await this.#rest();
    }
    forget();
    await Promise.all(this.#running.keys());
  }

  #wake(): void {
    this.#hasNews = true;
    this.#endRest();
  }

  /** Ends when a job is due, a running one ended, the runner is to stop, or some time went by. */
  #rest(): Promise<void> {
    // Told while it looked: what it saw may be older.
    if (this.#hasNews) return Promise.resolve();
    return new Promise((resolve) => {
      // Some by chance, so that processes that began together do not ask together.
      const timer = setTimeout(resolve, this.#pollMs * (0.75 + Math.random() / 2));
      this.#endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Begins the next job; false where there is none, or no room. */
  async #takeOne(): Promise<boolean> {
    if (this.#running.size >= this.#concurrency) return false;
    try {
      await this.#schedule();
      const kinds = this.#open();
      const job = await claimJob([...kinds.keys()]);
      const kind = kinds.get(job?.kind ?? '');
      if (job === undefined || kind === undefined) return false;
      this.#begin(kind, job);
      return true;
    } catch (error) {
      log.error({ err: error }, 'no job could be claimed');
      return false;
    }
  }

  /** The kinds of which one may begin now. Work by the clock is long and never urgent: it leaves room for the rest. */
  #open(): ReadonlyMap<string, JobKind> {
    const running = [...this.#running.values()];
    const isBusy = running.some(isPeriodic);
    const isFull = (kind: JobKind) =>
      kind.mostAtOnce !== undefined && running.filter((one) => one === kind).length >= kind.mostAtOnce;
    const open = this.#kinds.filter((kind) => !(isBusy && isPeriodic(kind)) && !isFull(kind));
    return new Map(open.map((kind) => [kind.kind, kind]));
  }

  #begin(kind: JobKind, job: ClaimedJob): void {
    const run = async () => {
      await runJob(kind, job, this.#stop.signal, this.#timing);
      this.#running.delete(done);
      this.#wake();
    };
    const done = run();
    this.#running.set(done, kind);
  }

  async #schedule(): Promise<void> {
    for (const kind of this.#kinds.filter(isPeriodic)) {
      const slot = slotOf(kind, presentMoment()).getTime();
      if (this.#scheduled.get(kind) === slot) continue;
      await scheduleSlots(kind);
      this.#scheduled.set(kind, slot);
    }
  }
}
