import { beforeFirstEvent } from '../../journal/before-first-event.ts';
import { hasJournalKey } from '../../journal/key.ts';
import { requireKnownKeys, takeKey } from './take-key.ts';

/**
 * Takes the present SECRET_KEY with the first event that is written, in its transaction: what only looks, or only tries, writes
 * nothing.
 *
 * @returns what makes that undone again, once nothing is written any more.
 * @throws as `takeKey` does, at once.
 */
export async function takeKeyWhenWriting(): Promise<() => void> {
  if (!hasJournalKey()) return () => undefined;
  await requireKnownKeys();
  beforeFirstEvent(takeKey);
  return () => beforeFirstEvent(undefined);
}
