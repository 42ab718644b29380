import { Temporal } from 'temporal-polyfill';

/** When it is this hour of the day in the time zone for the next time after `now`; on a day that has no such hour, the one after. */
export function nextDigest(now: Date, hour: number, timeZone: string): Date {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const today = here.toPlainDate().toZonedDateTime({ timeZone, plainTime: { hour } });
  const next =
    Temporal.ZonedDateTime.compare(today, here) > 0
      ? today
      : here.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone, plainTime: { hour } });
  return new Date(next.epochMilliseconds);
}
