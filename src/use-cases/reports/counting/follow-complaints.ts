import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import type { FiguresState } from '../../../models/figures-state.ts';
import { portalZone } from '../../targets/portal-zone.ts';
import { countDays } from './count-days.ts';
import { dayOfMoment, daysAfter, stretchesOf, type Day } from './days.ts';
import { firstDay } from './first-day.ts';
import { forgetDays, keepDays } from './keep-days.ts';
import { lockState, newestEvent } from './state.ts';
import { touchedDays } from './touched-days.ts';

/**
 * An event may be seen so much later than one with a higher number, in milliseconds: its transaction took longer. Until
 * then its days are counted by whoever asks.
 */
const LATE_MS = 30_000;
/** Most events that are looked at in one transaction, and most days that are counted in one. */
const EVENTS = 500;
const DAYS = 4;
/** For so long one job goes on, in milliseconds: other work by the clock waits meanwhile, and the next job follows soon. */
const LONGEST_MS = 15_000;

async function countAnew(days: readonly Day[], timeZone: string): Promise<void> {
  const stretches = stretchesOf(days);
  await keepDays(stretches, await countDays(stretches, timeZone));
}

/** Counts the next days that are over and were never counted; returns how many. */
async function countNext(timeZone: string): Promise<number> {
  return inTransaction(async () => {
    const state = await lockState(timeZone);
    const yesterday = daysAfter(dayOfMoment(presentMoment(), timeZone), -1);
    const next = state.throughDay === 0 ? await firstDay(timeZone) : daysAfter(state.throughDay, 1);
    if (next === undefined || next > yesterday) return 0;
    if (state.throughDay === 0) await begin(state);
    const days = Array.from({ length: DAYS }, (_, index) => daysAfter(next, index));
    const due = days.filter((day) => day <= yesterday);
    await countAnew(due, timeZone);
    await state.update({ throughDay: due.at(-1) ?? next });
    return due.length;
  });
}

/** What happened before the first day is counted needs no following: it is in the rows that are counted. */
async function begin(state: FiguresState): Promise<void> {
  await forgetDays();
  const newest = await newestEvent();
  await state.update({
    followedEventId: Math.max(0, newest - EVENTS),
    newestEventId: newest,
    newestAt: presentMoment(),
  });
}

/** Up to which event none can appear any more; null while that is not known. */
function settled(state: FiguresState, now: Date): number | null {
  const { newestAt, newestEventId } = state;
  return newestAt !== null && now.getTime() - newestAt.getTime() >= LATE_MS ? newestEventId : null;
}

interface Look {
  readonly due: readonly Day[];
  readonly everything: boolean;
  readonly more: boolean;
  /** What the state says once the days are counted. */
  readonly after: Partial<FiguresState['_attributes']>;
}

/** Looks at the next events. */
async function lookOn(timeZone: string): Promise<Look | undefined> {
  return inTransaction(async () => {
    const state = await lockState(timeZone);
    const now = presentMoment();
    const to = settled(state, now);
    if (to === null || state.throughDay === 0) return undefined;
    const { days, everything, last, more } = await touchedDays(state.followedEventId, to, EVENTS, timeZone);
    const newest = more ? {} : { newestEventId: await newestEvent(), newestAt: now };
    const due = [...days].filter((day) => day <= state.throughDay).toSorted((a, b) => a - b);
    return { due: everything ? [] : due, everything, more, after: { followedEventId: last, ...newest } };
  });
}

/** Counts the days anew that the next events touched; false where there are no further events. */
async function followNext(timeZone: string, counted: (days: number) => void): Promise<boolean> {
  const look = await lookOn(timeZone);
  if (look === undefined) return false;
  const { due, everything, more, after } = look;
  for (let from = 0; from < due.length; from += DAYS) {
    const days = due.slice(from, from + DAYS);
    await inTransaction(async () => {
      await lockState(timeZone);
      await countAnew(days, timeZone);
    });
    counted(days.length);
  }
  await inTransaction(async () => {
    const state = await lockState(timeZone);
    await state.update({ ...after, ...(everything ? { throughDay: 0 } : {}) });
  });
  return more && !everything;
}

/**
 * Keeps the daily figures in step with the complaints: counts days that are over, and those of the past anew that events
 * have touched. Each day is counted whole from the rows, so that it does no harm to count it once more.
 *
 * @param signal ends it between two transactions; the next call goes on from there.
 * @returns how many days were counted.
 */
export async function followComplaints(
  signal?: AbortSignal,
  timeZone: string = portalZone(),
): Promise<number> {
  const end = performance.now() + LONGEST_MS;
  let done = 0;
  const counted = (days: number): void => {
    signal?.throwIfAborted();
    done += days;
  };
  for (let more = true; more && performance.now() < end;) {
    counted(0);
    more = await followNext(timeZone, counted);
  }
  for (let days = 1; days > 0 && performance.now() < end;) {
    counted(0);
    days = await countNext(timeZone);
    done += days;
  }
  return done;
}
