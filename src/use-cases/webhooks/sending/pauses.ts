import { HOUR_MS, MINUTE_MS } from '../../../durations.ts';

/** How long to wait after each attempt, in milliseconds, as Standard Webhooks has it: about 75 hours in all. */
const PAUSES = [
  5000,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS),
];

/**
 * How long to wait after so many attempts, in milliseconds, a tenth more or less by chance; undefined: it was the last.
 */
export function pauseAfterTelling(attempts: number, chance: number = Math.random()): number | undefined {
  const pause = PAUSES[attempts - 1];
  return pause === undefined ? undefined : Math.round(pause * (0.9 + chance / 5));
}
