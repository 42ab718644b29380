import { UnavailableError } from '../../errors.ts';

/** bcrypt and SQLite share libuv's four threads: with more at once, pages would wait for passwords. */
const AT_ONCE = 2;
/** How many may wait, each for a fraction of a second. */
const WAITING = 50;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Runs `work` when its turn comes: two at once in this process, the others in order.
 *
 * @throws UnavailableError when too many wait already; nothing was done then.
 */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) {
    running += 1;
  } else {
    if (waiting.length >= WAITING) {
      throw new UnavailableError(
        'Many people are signing in at this moment. Please try again in a few seconds.',
      );
    }
    // Whoever is done hands its place on.
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}
