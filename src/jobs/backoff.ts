import { DAY_MS } from '../durations.ts';

/** How long a job may fail before it is given up, in milliseconds. */
export const GIVE_UP_MS = DAY_MS;
const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * How long to wait after the given number of attempts, in milliseconds: twice as long each time, at most an hour, and a
 * quarter more or less by chance, so that what failed together does not come again together.
 */
export function pauseAfter(attempts: number, chance: number = Math.random()): number {
  // The exponent is bounded as well: 2 to the power of many is no number that a date takes.
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_PAUSE_MS);
  return Math.round(pause * (0.75 + chance / 2));
}

/** After how many attempts with these pauses between them what fails is given up: about `GIVE_UP_MS` after the first. */
export function mostAttempts(): number {
  let attempts = 1;
  for (let sum = 0; sum < GIVE_UP_MS; attempts += 1) sum += pauseAfter(attempts, 0.5);
  return attempts;
}
