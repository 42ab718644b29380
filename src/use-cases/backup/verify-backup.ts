import type { SecretKeys } from '../../database/key-ring.ts';
import { useJournalKey } from '../../journal/key.ts';
import type { Actor } from '../../policies/actor.ts';
import { backupPolicy } from '../../policies/backup.ts';
import { authorize } from '../../policies/policy.ts';
import { isOfKnownKey } from './key-proof.ts';
import type { Manifest } from './manifest.ts';
import { withVerifiedArchive, type ArchiveOptions } from './verified-archive.ts';

/** What an archive was found to be. */
export interface VerifiedBackup {
  readonly manifest: Manifest;
  readonly isEncrypted: boolean;
  /** Whether it was made with the SECRET_KEY that is in use here; undefined: that cannot be told. */
  readonly isOfThisKey: boolean | undefined;
}

/** Whether an archive was made with a key that is known here; undefined where there is none, here or there. */
export function isOfThisKey({ id, keyProof: proof }: Manifest): boolean | undefined {
  return proof === null ? undefined : isOfKnownKey(id, proof);
}

/**
 * Reads an archive to its end, and writes nothing; the database is not asked.
 *
 * @throws ForbiddenError; ArchiveError when anything in it is not as it was written; AppError when there is none.
 */
export async function verifyBackup(
  actor: Actor,
  path: string,
  { secretKeys, ...options }: ArchiveOptions & { readonly secretKeys?: SecretKeys | undefined } = {},
): Promise<VerifiedBackup> {
  authorize(backupPolicy, actor, 'verify');
  if (secretKeys !== undefined) useJournalKey(() => secretKeys);
  return withVerifiedArchive(path, options, async ({ archive, manifest }) => ({
    manifest,
    isEncrypted: archive.isEncrypted,
    isOfThisKey: isOfThisKey(manifest),
  }));
}
