import { ArchiveError } from '../../archive/archive-error.ts';
import { withSchemaHeld } from '../../database/exclusively.ts';
import { migrationFiles } from '../../database/migration-files.ts';
import { migrateTo } from '../../database/migrator.ts';
import { endRestore } from '../../database/restore-into.ts';
import { oneAtATime } from '../../database/one-at-a-time.ts';
import { isRestoring, refuseUnknown, schemaState } from '../../database/schema-state.ts';
import { inTransaction } from '../../database/transaction.ts';
import { isUsedByOthers } from '../../database/used-by-others.ts';
import { ConflictError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import type { Actor } from '../../policies/actor.ts';
import { backupPolicy } from '../../policies/backup.ts';
import { authorize } from '../../policies/policy.ts';
import { giveUpLostKeys } from '../keys/give-up-lost-keys.ts';
import type { Manifest } from './manifest.ts';
import { requireEmptyDatabase, requireRoomForFiles } from './require-empty.ts';
import { restoreFiles } from './restore-files.ts';
import { restoreRows } from './restore-rows.ts';
import { claimStorage, leaveOldPlace, nameInstallation } from './settle-restored.ts';
import { withVerifiedArchive, type ArchiveOptions, type VerifiedArchive } from './verified-archive.ts';
import { isOfThisKey } from './verify-backup.ts';

/** How a restore is done. */
export interface RestoreOptions extends ArchiveOptions {
  /** Goes on though SECRET_KEY is another one than that of the archive. */
  readonly otherKey?: boolean;
  /** Takes files of the same installation that are there already for its own. */
  readonly keepFiles?: boolean;
  /** Is told what is done at the moment. */
  readonly tell?: (step: string) => void;
  /** Looks at what was put there before anything else is done with it. */
  readonly look?: (verified: VerifiedArchive) => Promise<void>;
}

/** What was restored. */
export interface Restored {
  readonly manifest: Manifest;
  readonly isOfThisKey: boolean;
  /** Migrations that brought it to this version. */
  readonly migrated: readonly string[];
  /** Mails that had not been sent when the backup was made. */
  readonly waitingMails: number;
}

const OTHER_KEY =
  'The archive was made with another SECRET_KEY. Set SECRET_KEY to that one, or SECRET_KEY_PREVIOUS if it was changed since, or put its file secret-key into DATA_DIR. ' +
  'If it is lost, run it with --other-key: the journal that is restored can never be proven whole again, webhooks need new ' +
  'secrets, and answers to mails that were sent before are not recognised.';

async function requireKnownVersion({ migrations }: Manifest): Promise<readonly string[]> {
  const known = (await migrationFiles('migrations')).map(({ name }) => name);
  const unknown = migrations.filter((name) => !known.includes(name));
  if (unknown.length === 0) return known.filter((name) => !migrations.includes(name));
  throw new ArchiveError(
    `The archive was made by a newer version of the portal, whose migrations this one does not know: ${unknown.join(', ')}. Restore it with that version.`,
  );
}

/** True where a restore was broken off: whatever is there then is half of an archive. */
async function requirePlace(): Promise<boolean> {
  const state = await schemaState();
  const isBrokenOff = isRestoring(state);
  if (!isBrokenOff) {
    refuseUnknown(state);
    await requireEmptyDatabase();
  }
  if (!(await isUsedByOthers())) return isBrokenOff;
  throw new ConflictError('Another process uses this database, such as the portal. Stop it first.');
}

async function put(
  verified: VerifiedArchive,
  due: readonly string[],
  isBrokenOff: boolean,
  options: RestoreOptions,
): Promise<void> {
  const { tell = () => undefined, look } = options;
  const { manifest } = verified;
  const name = await claimStorage(manifest.installation);
  await restoreRows(verified, tell);
  await restoreFiles(verified, isBrokenOff, tell);
  await look?.(verified);
  tell(`migrations: ${due.length}`);
  await migrateTo([...manifest.migrations, ...due]);
  await nameInstallation(name);
}

async function restore(
  actor: Actor,
  verified: VerifiedArchive,
  isBrokenOff: boolean,
  options: RestoreOptions,
): Promise<Restored> {
  const { manifest } = verified;
  const migrated = await requireKnownVersion(manifest);
  const isSame = isOfThisKey(manifest) ?? false;
  if (!isSame && options.otherKey !== true) throw new ConflictError(OTHER_KEY);
  await requireRoomForFiles(manifest, isBrokenOff || options.keepFiles === true);
  await put(verified, migrated, isBrokenOff, options);
  const waitingMails = await leaveOldPlace();
  await endRestore();
  if (!isSame) await giveUpLostKeys(actor);
  const details = { madeAt: manifest.madeAt, id: manifest.id };
  await inTransaction(() => record({ name: 'backup.restored', by: actor, subjectId: null, details }));
  return { manifest, isOfThisKey: isSame, migrated, waitingMails };
}

/**
 * Puts everything that an archive has into an empty installation, on either engine and wherever files are kept, and brings
 * it to this version. Until it is done the database refuses everybody; broken off, it can be done again.
 *
 * @throws ArchiveError when the archive is not as it was written, or of a newer version: nothing was written then;
 * ConflictError when the installation is not empty, is in use, is restored by another, or has another SECRET_KEY; ForbiddenError.
 */
export async function restoreBackup(
  actor: Actor,
  path: string,
  options: RestoreOptions = {},
): Promise<Restored> {
  authorize(backupPolicy, actor, 'restore');
  return oneAtATime('restore', async () => {
    await requirePlace();
    options.tell?.('reading the archive');
    return withVerifiedArchive(path, options, (verified) =>
      withSchemaHeld(async () => restore(actor, verified, await requirePlace(), options)),
    );
  });
}
