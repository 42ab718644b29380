import { counted } from '../../counted.ts';
import { HOUR_MS } from '../../durations.ts';
import { LimitError } from '../../errors.ts';

/**
 * Refuses what is more than one person may file within an hour.
 *
 * @param most of an hour.
 * @param oldest when the oldest of so many was filed; null: there were fewer.
 * @throws LimitError that says when it will be possible.
 */
export function refuseTooMany(most: number, oldest: Date | null): void {
  if (oldest === null) return;
  // At this moment: others may have been waited for since it was asked.
  const left = oldest.getTime() + HOUR_MS - Date.now();
  if (left <= 0) return;
  const minutes = Math.ceil(left / 60_000);
  throw new LimitError(
    `You filed ${counted(most, 'complaint')} within an hour, which is the most that is possible. Your text is still here: send it again in ${counted(minutes, 'minute')}.`,
  );
}
