import { DAY_MS, HOUR_MS } from '../durations.ts';

/** From so many hours on, days are told. */
const MOST_HOURS = 48;

/** A span of time as people say it, rounded up to full hours or days. */
export function spanInWords(ms: number): string {
  const hours = Math.max(1, Math.ceil(ms / HOUR_MS));
  if (hours === 1) return 'an hour';
  return hours <= MOST_HOURS ? `${hours} hours` : `${Math.ceil(ms / DAY_MS)} days`;
}
