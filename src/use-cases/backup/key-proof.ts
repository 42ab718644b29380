import { hasJournalKey, keyedHash } from '../../journal/key.ts';

/** What only somebody with the same SECRET_KEY makes of an archive's name; null without any key. */
export function keyProof(archiveId: string): string | null {
  return hasJournalKey() ? keyedHash(`backup ${archiveId}`) : null;
}
