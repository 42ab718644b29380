import { LimitError, UnavailableError } from '../../errors.ts';

/** How much of a costly work a process takes on. */
export interface WorkLimits {
  /** Works that are done at the same time. */
  readonly atOnce: number;
  /** Works that wait for their turn. */
  readonly waiting: number;
  /** Works of one person, done or waiting. */
  readonly perPerson: number;
}

/** Does costly work of this process a few at a time, the first come first. */
export class WorkQueue {
  readonly #limits: WorkLimits;
  readonly #waiting: (() => void)[] = [];
  readonly #ofPeople = new Map<number | null, number>();
  #running = 0;

  constructor(limits: WorkLimits) {
    this.#limits = limits;
  }

  /** Does this work of the portal's own when its turn comes, however many wait: nobody could ask once more. */
  async runPatiently<Result>(signal: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result> {
    await this.#turn(signal);
    return work().finally(() => this.#next());
  }

  /**
   * Does this work when its turn comes.
   *
   * @param person whose work it is; null for nobody's.
   * @throws LimitError when this person has enough of them; UnavailableError when too many wait; the signal's reason when
   * it says, while the work waits, that it is no longer wanted.
   */
  async run<Result>(
    person: number | null,
    signal: AbortSignal | undefined,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const own = this.#ofPeople.get(person) ?? 0;
    if (own >= this.#limits.perPerson)
      throw new LimitError('Your last files are still being made. Please wait until they are there.');
    if (this.#running >= this.#limits.atOnce && this.#waiting.length >= this.#limits.waiting)
      throw new UnavailableError('Many files are being made just now. Please try again in a moment.');
    this.#ofPeople.set(person, own + 1);
    try {
      return await this.runPatiently(signal, work);
    } finally {
      const left = (this.#ofPeople.get(person) ?? 1) - 1;
      if (left === 0) this.#ofPeople.delete(person);
      else this.#ofPeople.set(person, left);
    }
  }

  async #turn(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#running < this.#limits.atOnce) {
      this.#running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const begin = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(begin), 1);
        reject(signal?.reason);
      };
      this.#waiting.push(begin);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  /** The place of a work that is done goes to the first that waits. */
  #next(): void {
    const begin = this.#waiting.shift();
    if (begin === undefined) this.#running -= 1;
    else begin();
  }
}
