/** What a handler is told of the job that it does. */
export interface RunningJob {
  readonly id: number;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /**
   * Asks the handler to end between two items: by `signal.throwIfAborted()`. The job goes on later, from its beginning;
   * what a handler did before it did for good.
   */
  readonly signal: AbortSignal;
}

/** A kind of job: how it is done, and when. */
export interface JobKind {
  /** As it stands in the database, such as `complaints.close-unanswered`; it never changes. */
  readonly kind: string;
  /** What it does, in the words of those who look after the portal. */
  readonly label: string;
  /** Of what is done by the clock: once in each span of so many milliseconds, counted from 1970 on. */
  readonly everyMs?: number;
  /** Of those that may wait long for others: how many one process does at once. Default: as many as it has room for. */
  readonly mostAtOnce?: number;
  /**
   * After this long it is told to stop, in milliseconds, for those that cannot go on where they were. Default: an hour.
   */
  readonly longestMs?: number;
  /**
   * Does it. A process may end at any moment, so it must do no harm to do a job, or a part of it, once more. What it
   * throws is a failure, and the job is tried again.
   *
   * @param payload as it was enqueued, read from JSON: not yet checked.
   * @returns what was done, for the log.
   */
  run(payload: unknown, job: RunningJob): Promise<unknown>;
}
