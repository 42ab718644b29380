import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import type { FiguresState } from '../../../models/figures-state.ts';
import type { Day } from './days.ts';
import { lockState, newestEvent } from './state.ts';
import { touchedDays } from './touched-days.ts';

/**
 * An event may be seen so much later than one with a higher number, in milliseconds: its transaction took longer. Until
 * then its days are counted by each job.
 */
const LATE_MS = 30_000;
/** Most events that are looked at in one transaction. */
export const EVENTS = 500;

/** Up to which event none can appear any more; null while that is not known. */
function settled(state: FiguresState, now: Date): number | null {
  const { newestAt, newestEventId } = state;
  return newestAt !== null && now.getTime() - newestAt.getTime() >= LATE_MS ? newestEventId : null;
}

/** What the next events have touched. */
interface Look {
  readonly due: readonly Day[];
  readonly everything: boolean;
  /** The event after which the next look begins; undefined: there are no more. */
  readonly next: number | undefined;
  /** What the state says once the days are counted. */
  readonly after: Partial<FiguresState['_attributes']>;
}

/**
 * Looks at the next events, the very newest too, so that what is stored is never older than a minute. Only those that are
 * settled are done with: the others are looked at once more by the next job.
 */
export async function lookOn(timeZone: string, from: number): Promise<Look | undefined> {
  return inTransaction(async () => {
    const state = await lockState(timeZone);
    if (state.throughDay === 0) return undefined;
    const now = presentMoment();
    const { followedEventId, throughDay, sinceDay } = state;
    const to = settled(state, now);
    const begin = Math.max(from, followedEventId);
    const newest = await newestEvent();
    const { days, everything, last, more } = await touchedDays(begin, newest, EVENTS, timeZone);
    const due = [...days].filter((day) => day <= throughDay && day >= sinceDay).toSorted((a, b) => b - a);
    const done = to === null ? {} : { followedEventId: Math.max(followedEventId, Math.min(last, to)) };
    const seen = more || to === null ? {} : { newestEventId: newest, newestAt: now };
    return {
      due: everything ? [] : due,
      everything,
      next: more ? last : undefined,
      after: { ...done, ...seen },
    };
  });
}
