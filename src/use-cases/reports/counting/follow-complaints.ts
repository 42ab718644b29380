import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import type { FiguresState } from '../../../models/figures-state.ts';
import { portalZone } from '../../targets/portal-zone.ts';
import { countDays } from './count-days.ts';
import { dayOfMoment, daysAfter, daysFrom, stretchesOf, type Day } from './days.ts';
import { firstDay } from './first-day.ts';
import { forgetDays, keepDays } from './keep-days.ts';
import { lockState, newestEvent } from './state.ts';
import { EVENTS, lookOn } from './look-on.ts';

/** Most days that are counted in one transaction. */
const DAYS = 4;
/** For so long one job goes on, in milliseconds: other work by the clock waits meanwhile, and the next job follows soon. */
const LONGEST_MS = 15_000;

async function countAnew(days: readonly Day[], timeZone: string): Promise<void> {
  const stretches = stretchesOf(days);
  await keepDays(stretches, await countDays(stretches, timeZone));
}

/** The next days to count: those that came since, and then those before, so that the newest are right first. */
async function nextDays(state: FiguresState, today: Day, timeZone: string, most: number): Promise<Day[]> {
  const { throughDay, sinceDay } = state;
  const newer = daysFrom(daysAfter(throughDay, 1), daysAfter(today, -1)).slice(0, most);
  if (newer.length > 0 || sinceDay === 0) return newer;
  const first = (await firstDay(timeZone)) ?? sinceDay;
  return daysFrom(Math.max(first, daysAfter(sinceDay, -most)), daysAfter(sinceDay, -1));
}

/** Counts the next days that are over and were never counted; returns how many. */
async function countNext(timeZone: string, most: number = DAYS): Promise<number> {
  return inTransaction(async () => {
    const state = await lockState(timeZone);
    const today = dayOfMoment(presentMoment(), timeZone);
    if (state.throughDay === 0 && !(await begin(state, today, timeZone))) return 0;
    const days = await nextDays(state, today, timeZone, most);
    if (days.length === 0) {
      if (state.sinceDay > 0) await state.update({ sinceDay: 0 });
      return 0;
    }
    await countAnew(days, timeZone);
    const isNewer = Math.min(...days) > state.throughDay;
    await state.update(isNewer ? { throughDay: Math.max(...days) } : { sinceDay: Math.min(...days) });
    return days.length;
  });
}

/** Counts the next days anew that are stored as targets and calendars were before; returns how many. */
async function countAgain(timeZone: string): Promise<number> {
  return inTransaction(async () => {
    const state = await lockState(timeZone);
    const { recountDay, sinceDay } = state;
    if (recountDay === 0) return 0;
    const first = Math.max(sinceDay, (await firstDay(timeZone)) ?? 0);
    const days = daysFrom(Math.max(first, daysAfter(recountDay, 1 - DAYS)), recountDay);
    if (days.length > 0) await countAnew(days, timeZone);
    const left = daysAfter(recountDay, -days.length);
    await state.update({ recountDay: days.length > 0 && left >= first ? left : 0 });
    return days.length;
  });
}

/**
 * Begins to count, going back from yesterday; false where there is nothing to count. What happened before needs no
 * following: it is in the rows that are counted.
 */
async function begin(state: FiguresState, today: Day, timeZone: string): Promise<boolean> {
  const first = await firstDay(timeZone);
  if (first === undefined || first >= today) return false;
  await forgetDays();
  const newest = await newestEvent();
  await state.update({
    throughDay: daysAfter(today, -1),
    sinceDay: today,
    recountDay: 0,
    followedEventId: Math.max(0, newest - EVENTS),
    newestEventId: newest,
    newestAt: presentMoment(),
  });
  return true;
}

/** Counts the days anew that the next events touched; the event to go on from, undefined where there are no further ones. */
async function followNext(
  timeZone: string,
  from: number,
  counted: (days: number) => void,
): Promise<number | undefined> {
  const look = await lookOn(timeZone, from);
  if (look === undefined) return undefined;
  const { due, everything, next, after } = look;
  for (let first = 0; first < due.length; first += DAYS) {
    const days = due.slice(first, first + DAYS);
    await inTransaction(async () => {
      await lockState(timeZone);
      await countAnew(days, timeZone);
    });
    counted(days.length);
  }
  await inTransaction(async () => {
    const state = await lockState(timeZone);
    await state.update({ ...after, ...(everything ? { throughDay: 0, sinceDay: 0, recountDay: 0 } : {}) });
  });
  return everything ? undefined : next;
}

/**
 * Keeps the daily figures in step with the complaints: counts days that are over, and those of the past anew that events
 * have touched. Each day is counted whole from the rows, so that it does no harm to count it once more.
 *
 * @param signal ends it between two transactions; the next call goes on from there.
 * @param longestMs after which it looks at no further events, and counts no further days; some are done each time.
 * @returns how many days were counted.
 */
export async function followComplaints(
  signal?: AbortSignal,
  timeZone: string = portalZone(),
  longestMs: number = LONGEST_MS,
): Promise<number> {
  const end = performance.now() + longestMs;
  let done = 0;
  const counted = (days: number): void => {
    signal?.throwIfAborted();
    done += days;
  };
  let from: number | undefined = 0;
  do {
    counted(0);
    from = await followNext(timeZone, from, counted);
  } while (from !== undefined && performance.now() < end);
  // Days of which nothing is known come before those of which something old is.
  for (const count of [countNext, countAgain])
    for (let days = 1; days > 0 && performance.now() < end;) {
      counted(0);
      days = await count(timeZone);
      done += days;
    }
  return done;
}

/**
 * Counts all days anew from yesterday back, after so much came from elsewhere that following it event by event would take
 * longer; a month at once, since nobody waits for anything else.
 */
export async function countAllAnew(timeZone: string = portalZone()): Promise<void> {
  await inTransaction(async () => {
    const state = await lockState(timeZone);
    await state.update({ throughDay: 0, sinceDay: 0, recountDay: 0 });
  });
  while ((await countNext(timeZone, 31)) > 0);
}
