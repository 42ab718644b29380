import { inTransaction } from '../../database/transaction.ts';
import { CrowdedError, ThrottledError, UnavailableError } from '../../errors.ts';
import { add, forget, locked, WINDOW_SECONDS, type Change, type Count } from './failure-counts.ts';

const BEGUN: Change = { points: 0, underWay: 1 };
const FAILED: Change = { points: 1, underWay: -1 };
const NONE: Change = { points: 0, underWay: -1 };

/** An attempt of which it is not known yet what becomes of it; what is told of it first, counts. */
export interface Attempt {
  /** It failed. Returns whether none is left now. */
  fail(): Promise<boolean>;
  /** It was no failure, or nobody looked at it. */
  takeBack(): Promise<void>;
  /** It succeeded, and the failures before it are forgiven. */
  forgive(): Promise<void>;
}

function attemptAt(count: Count): Attempt {
  let isSettled = false;
  const once = async (settle: () => Promise<unknown>): Promise<void> => {
    if (isSettled) return;
    isSettled = true;
    await settle();
  };
  let isLast = false;
  return {
    fail: async () => {
      await once(async () => (isLast = (await add(count, FAILED)).points >= count.most));
      return isLast;
    },
    takeBack: () => once(() => add(count, NONE)),
    forgive: () => once(() => forget(count)),
  };
}

/**
 * Counts an attempt before it is looked at, so that many at once cannot slip through: those that are under way may all fail.
 * One that is refused here leaves nothing.
 *
 * @param most failures within the window after which nothing is looked at any more.
 * @throws ThrottledError when none is left; CrowdedError when none is left for as long as others are under way.
 */
async function begin(key: string, most: number): Promise<Attempt> {
  const count = { key, most, seconds: WINDOW_SECONDS };
  await inTransaction(async () => {
    const now = await add(count, BEGUN);
    if (now.points >= most) throw locked(now);
    if (now.points + now.underWay > most) throw new CrowdedError();
  });
  return attemptAt(count);
}

/** Begins an attempt, so that it is counted. */
export type Counting = () => Promise<Attempt>;

/** How an attempt is counted with others of the same key, of which `most` may fail within a window. */
export function countingAt(key: string, most: number): Counting {
  return () => begin(key, most);
}

/**
 * Does `work` as an attempt that is counted. Of what nothing was told by its end, it has failed; but what another count
 * refused, and what nobody had the time for, was none: nobody looked at it.
 *
 * @throws ThrottledError as `begin`; whatever `work` throws.
 */
export async function trying<T>(counting: Counting, work: (attempt: Attempt) => Promise<T>): Promise<T> {
  const attempt = await counting();
  try {
    return await work(attempt);
  } catch (error) {
    if (error instanceof ThrottledError || error instanceof UnavailableError) await attempt.takeBack();
    throw error;
  } finally {
    await attempt.fail();
  }
}
