import { HOUR_MS } from '../../../durations.ts';
import { startOfDay } from '../../records/days.ts';
import { targetsInForce } from '../../targets/targets-in-force.ts';
import { addWorkingTime } from '../../targets/working-time.ts';
import { dayAt } from '../../targets/open-hours.ts';
import type { Times } from './queue-filter.ts';

/** Working hours within which something is due soon. */
const SOON_HOURS = 4;

/**
 * What is due soon at a moment: today, or within the next four working hours, so that what is due on Monday morning is
 * seen on Friday afternoon. Of several calendars the one counts that is shut for longest.
 */
export async function timesAt(now: Date, timeZone: string): Promise<Times> {
  const { calendars } = await targetsInForce();
  const ends = [...calendars.values()].map((one) => addWorkingTime(one, now, SOON_HOURS * HOUR_MS));
  const today = new Date(dayAt(now.getTime(), timeZone).toString());
  const soon = [startOfDay(today, 1, timeZone), ...ends].map((end) => end?.getTime() ?? 0);
  return { now, soon: new Date(Math.max(...soon)) };
}
