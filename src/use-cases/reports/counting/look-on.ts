import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import type { FiguresState } from '../../../models/figures-state.ts';
import { forgetTargets } from '../../targets/targets-in-force.ts';
import type { Day } from './days.ts';
import { lockState, newestEvent } from './state.ts';
import { touchedDays, type Touched } from './touched-days.ts';

/**
 * An event may be seen so much later than one with a higher number, in milliseconds: its transaction took longer. Until
 * then its days are counted by each job.
 */
const LATE_MS = 30_000;
/** Most events that are looked at in one transaction. */
export const EVENTS = 500;
/** Most days that one look touches: what was counted is remembered after each look, and a job must not end before that. */
const MOST_DAYS = 300;
/** To how many fewer events a look goes that touches more days. */
const FEWER = 5;

/** Up to which event none can appear any more; null while that is not known. */
function settled(state: FiguresState, now: Date): number | null {
  const { newestAt, newestEventId } = state;
  return newestAt !== null && now.getTime() - newestAt.getTime() >= LATE_MS ? newestEventId : null;
}

/** What the next events have touched. */
interface Look extends Pick<Touched, 'everything'> {
  readonly due: readonly Day[];
  /** The event after which the next look begins; undefined: there are no more. */
  readonly next: number | undefined;
  /** What the state says once the days are counted. */
  readonly after: Partial<FiguresState['_attributes']>;
}

/** What the next events touched: of so many that one job can count it. */
async function touchedNext(begin: number, newest: number, timeZone: string): Promise<Touched> {
  for (let events = EVENTS; ; events = Math.ceil(events / FEWER)) {
    const touched = await touchedDays(begin, newest, events, timeZone);
    if (touched.days.size <= MOST_DAYS || events === 1) return touched;
  }
}

/**
 * Looks at the next events, the very newest too, so that what is stored is never older than a minute. Only those that are
 * settled are done with: the others are looked at once more by the next job. Which one is the newest is noted anew once
 * all are done with that were there then: so each look gets on, however many more there are.
 */
export async function lookOn(timeZone: string, from: number): Promise<Look | undefined> {
  return inTransaction(async () => {
    const state = await lockState(timeZone);
    if (state.throughDay === 0) return undefined;
    const now = presentMoment();
    const { followedEventId, throughDay, sinceDay } = state;
    const to = settled(state, now);
    const newest = await newestEvent();
    const begin = Math.max(from, followedEventId);
    const { days, everything, recount, last, more } = await touchedNext(begin, newest, timeZone);
    // They may have changed within the seconds for which they are remembered.
    if (recount) forgetTargets();
    const due = [...days].filter((day) => day <= throughDay && day >= sinceDay).toSorted((a, b) => b - a);
    const done = to === null ? {} : { followedEventId: Math.max(followedEventId, Math.min(last, to)) };
    const seen = to === null || last < to ? {} : { newestEventId: newest, newestAt: now };
    const again = recount ? { recountDay: throughDay } : {};
    return {
      due: everything ? [] : due,
      everything,
      next: more ? last : undefined,
      after: { ...done, ...seen, ...again },
    };
  });
}
