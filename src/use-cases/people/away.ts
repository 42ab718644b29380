import { Temporal } from 'temporal-polyfill';
import { presentMoment } from '../../database/present-moment.ts';
import { portalZone } from '../targets/portal-zone.ts';

function dayOf(now: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(portalZone()).toPlainDate();
}

/** Today, as YYYY-MM-DD. */
export function today(now: Date = presentMoment()): string {
  return dayOf(now).toString();
}

/**
 * `Away until Fri`, or of a day that is a week off or more `Away until 4 Dec`; undefined for whoever is there.
 *
 * @param awayUntil the last day, as YYYY-MM-DD.
 */
export function awayWords(awayUntil: string | null, now: Date = presentMoment()): string | undefined {
  const present = dayOf(now);
  if (awayUntil === null || awayUntil < present.toString()) return undefined;
  const last = Temporal.PlainDate.from(awayUntil);
  if (present.until(last).days < 7) return `Away until ${last.toLocaleString('en-GB', { weekday: 'short' })}`;
  const year = last.year === present.year ? {} : ({ year: 'numeric' } as const);
  return `Away until ${last.toLocaleString('en-GB', { day: 'numeric', month: 'short', ...year })}`;
}
