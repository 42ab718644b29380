/** The time zone that the server was told to show times in. */
function timeZone(): string {
  return window.REDUX_STATE.session?.timeZone ?? 'UTC';
}

/** The format of each time zone that was asked for: making one takes longer than drawing the row that it is for. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  });
  FORMATS.set(zone, format);
  return format;
}

/** A moment as people read it, such as `5 Mar 2026, 14:30`; undefined for what is no moment. */
export function readableTime(moment: Date, zone = timeZone()): string | undefined {
  return Number.isNaN(moment.getTime()) ? undefined : formatOf(zone).format(moment);
}

const UNITS = [
  ['year', 'y', 365 * 86_400_000],
  ['month', 'mo', 30 * 86_400_000],
  ['day', 'd', 86_400_000],
  ['hour', 'h', 3_600_000],
  ['minute', 'min', 60_000],
] as const;

/**
 * How long ago a moment was, such as `3 days ago`, or in short `3 d`; what is yet to come, by clocks that differ, is
 * now.
 */
export function readableAge(moment: Date, now: Date, isShort = false): string {
  const age = now.getTime() - moment.getTime();
  const [unit, sign, length] = UNITS.find(([, , milliseconds]) => age >= milliseconds) ?? [];
  if (length === undefined) return isShort ? 'now' : 'just now';
  const count = Math.floor(age / length);
  return isShort ? `${count} ${sign}` : `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
