import { afterCommit } from '../database/transaction.ts';

let due: (() => Promise<void>) | undefined;

/**
 * Has something done in the transaction of the first event or seal that this process writes, before it; what only looks never
 * comes to it. Undefined: nothing any more.
 *
 * @param work may write events itself, and does nothing where it was done.
 */
export function beforeFirstEvent(work: (() => Promise<void>) | undefined): void {
  due = work;
}

/** Does what is due, in the running transaction; where that is taken back, it is due again. */
export async function doWhatIsDue(): Promise<void> {
  const work = due;
  if (work === undefined) return;
  await work();
  afterCommit(() => {
    if (due === work) due = undefined;
  });
}
