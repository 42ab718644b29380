import type { ReactElement } from 'react';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once: each takes tens of kilobytes outside the heap, which are long in being given back. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone });
  formats.set(timeZone, format);
  return format;
}

/** A moment in the organisation's time zone. */
export function Moment({ value, timeZone }: { value: Date; timeZone: string }): ReactElement {
  return <time dateTime={value.toISOString()}>{formatOf(timeZone).format(value)}</time>;
}
