import { oneAtATime } from '../../database/one-at-a-time.ts';

/**
 * Changes keys while no other process does so: of two keys that are drawn at once one would be lost, and all that was written
 * with it.
 *
 * @throws ConflictError where another does.
 */
export function rotatingAlone<T>(work: () => Promise<T>): Promise<T> {
  return oneAtATime('rotate-key', work);
}
