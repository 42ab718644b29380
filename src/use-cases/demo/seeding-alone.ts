import { oneAtATime } from '../../database/one-at-a-time.ts';

/**
 * Adds the demonstration while no other process does so: it is written as one, for which the other would wait in vain.
 *
 * @throws ConflictError where another does.
 */
export function seedingAlone<T>(work: () => Promise<T>): Promise<T> {
  return oneAtATime('seed-demo', work);
}
