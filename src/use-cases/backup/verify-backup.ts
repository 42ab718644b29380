import { useJournalKey } from '../../journal/key.ts';
import type { Actor } from '../../policies/actor.ts';
import { backupPolicy } from '../../policies/backup.ts';
import { authorize } from '../../policies/policy.ts';
import { keyProof } from './key-proof.ts';
import type { Manifest } from './manifest.ts';
import { withVerifiedArchive, type ArchiveOptions } from './verified-archive.ts';

/** What an archive was found to be. */
export interface VerifiedBackup {
  readonly manifest: Manifest;
  readonly isEncrypted: boolean;
  /** Whether it was made with the SECRET_KEY that is in use here; undefined: that cannot be told. */
  readonly isOfThisKey: boolean | undefined;
}

/** Whether an archive was made with the key that is in use; undefined where there is none, here or there. */
export function isOfThisKey({ id, keyProof: proof }: Manifest): boolean | undefined {
  const own = keyProof(id);
  return own === null || proof === null ? undefined : own === proof;
}

/**
 * Reads an archive to its end, and writes nothing; the database is not asked.
 *
 * @throws ForbiddenError; ArchiveError when anything in it is not as it was written; AppError when there is none.
 */
export async function verifyBackup(
  actor: Actor,
  path: string,
  { secretKey, ...options }: ArchiveOptions & { readonly secretKey?: string | undefined } = {},
): Promise<VerifiedBackup> {
  authorize(backupPolicy, actor, 'verify');
  if (secretKey !== undefined) useJournalKey(secretKey);
  return withVerifiedArchive(path, options, async ({ archive, manifest }) => ({
    manifest,
    isEncrypted: archive.isEncrypted,
    isOfThisKey: isOfThisKey(manifest),
  }));
}
