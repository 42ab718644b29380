import { journalKeys, hasJournalKey, keyedHash } from '../../journal/key.ts';

const said = (archiveId: string) => `backup ${archiveId}`;

/** What only somebody with the same SECRET_KEY makes of an archive's name; null without any key. */
export function keyProof(archiveId: string): string | null {
  return hasJournalKey() ? keyedHash(said(archiveId)) : null;
}

/** Whether a proof is of a key that is known here, such as the present one or one before; undefined without any key. */
export function isOfKnownKey(archiveId: string, proof: string): boolean | undefined {
  if (!hasJournalKey()) return undefined;
  return journalKeys.all.some((key) => keyedHash(said(archiveId), key) === proof);
}
