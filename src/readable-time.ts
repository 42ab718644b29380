/** Made once for each zone: making one takes long, and tens of kilobytes outside the heap. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone });
  formats.set(timeZone, format);
  return format;
}

/** A moment as people read it, such as `5 Mar 2026, 14:30`; undefined for what is no moment. */
export function readableTime(moment: Date, timeZone: string): string | undefined {
  return Number.isNaN(moment.getTime()) ? undefined : formatOf(timeZone).format(moment);
}
