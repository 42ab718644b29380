import { counted } from '../../counted.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../durations.ts';

const UNITS = [
  [DAY_MS, 'day'],
  [HOUR_MS, 'hour'],
  [MINUTE_MS, 'minute'],
  [1000, 'second'],
] as const;

/** A span in the largest unit of which it has one, such as `3 hours`. */
export function spanInWords(ms: number): string {
  const [unitMs, unit] = UNITS.find(([length]) => ms >= length) ?? [1000, 'second'];
  return counted(Math.max(Math.round(ms / unitMs), 1), unit);
}

const SIZES = ['KB', 'MB', 'GB', 'TB'] as const;

/** A size such as `2 KB`, as all pages tell sizes. */
export function sizeInWords(bytes: number): string {
  let size = bytes / 1024;
  let step = 0;
  for (; size >= 1024 && step < SIZES.length - 1; step += 1) size /= 1024;
  return `${Math.round(size).toLocaleString('en')} ${SIZES[step] ?? 'KB'}`;
}
