import { randomUUID } from 'node:crypto';
import { ArchiveWriter } from '../../archive/archive-writer.ts';
import { removePartsOf, type LookOptions } from '../../archive/left-over.ts';
import { database, isSqlite } from '../../database/connect.ts';
import { installationName } from '../../database/installation-name.ts';
import type { OwnConnection } from '../../database/own-connection.ts';
import { presentMoment } from '../../database/present-moment.ts';
import { refuseUnknown, schemaState } from '../../database/schema-state.ts';
import { withSnapshot } from '../../database/snapshot.ts';
import { tableShapes } from '../../database/table-shapes.ts';
import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import { ConflictError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { backupPolicy } from '../../policies/backup.ts';
import { authorize } from '../../policies/policy.ts';
import { journalStands } from '../journal/journal-stands.ts';
import { FileList } from './file-list.ts';
import { keyProof } from './key-proof.ts';
import { LEFT_OUT } from './left-out.ts';
import { MANIFEST, PRODUCT, type Manifest } from './manifest.ts';
import { writeFiles } from './write-files.ts';
import { writeTables } from './write-tables.ts';

/** How a backup is made. */
export interface BackupOptions {
  /** Undefined: it is not encrypted. */
  readonly passphrase?: string | undefined;
  /** Ends it early; nothing is left then. */
  readonly signal?: AbortSignal | undefined;
  /** How it is looked whether somebody writes what is there of this file already. */
  readonly leftOvers?: LookOptions | undefined;
}

/** A backup that was made. */
export interface Backup {
  readonly sizeBytes: number;
  readonly manifest: Manifest;
  /** Attachments whose content is not what was stored once. */
  readonly damagedFiles: number;
}

type Described = Pick<Manifest, 'installation' | 'migrations' | 'tables'>;

async function column(connection: OwnConnection, sql: string): Promise<string[]> {
  return (await connection.rows(sql)).map(([cell]) => String(cell));
}

async function writeRows(writer: ArchiveWriter, files: FileList, signal?: AbortSignal): Promise<Described> {
  // It is drawn when it is asked for first, and whoever restores asks whose files there are.
  if (await database().getQueryInterface().tableExists('installation')) await installationName();
  return withSnapshot(async (connection) => {
    refuseUnknown(await schemaState());
    const tables = (await tableShapes(connection)).filter(({ name }) => !LEFT_OUT.has(name));
    const migrations = await column(connection, 'SELECT name FROM migrations ORDER BY name');
    const hasName = tables.some(({ name }) => name === 'installation');
    const [installation] = hasName ? await column(connection, 'SELECT name FROM installation') : [];
    const written = await writeTables(connection, tables, { writer, files, signal });
    return { installation: installation ?? null, migrations, tables: written };
  });
}

async function* manifestOf(manifest: Manifest): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
}

/** Two lists beside the archive, which go with the end of `work`. */
async function withLists<T>(
  path: string,
  work: (told: FileList, written: FileList) => Promise<T>,
): Promise<T> {
  const told = await FileList.create(`${path}.told`);
  try {
    const written = await FileList.create(`${path}.written`);
    try {
      return await work(told, written);
    } finally {
      await written.discard();
    }
  } finally {
    await told.discard();
  }
}

function write(writer: ArchiveWriter, signal: AbortSignal | undefined): Promise<Omit<Backup, 'sizeBytes'>> {
  return withLists(writer.besides, async (told, list) => {
    const id = randomUUID();
    const madeAt = presentMoment().toISOString();
    const { tables, ...described } = await writeRows(writer, told, signal);
    const { files, damaged } = await writeFiles(writer, told, list, signal);
    const common = { ...PRODUCT, id, madeAt, engine: isSqlite() ? 'sqlite' : 'mysql' } as const;
    const manifest: Manifest = { ...common, ...described, keyProof: keyProof(id), tables, files };
    await writer.add(MANIFEST, manifestOf(manifest));
    return { manifest, damagedFiles: damaged };
  });
}

/** What killed ones left of it makes room; two at once are one too many. */
async function requireAlone(path: string, options: LookOptions | undefined): Promise<void> {
  const [other] = await removePartsOf(path, options);
  if (other === undefined) return;
  throw new ConflictError(`Another backup writes this file at this moment, into ${other}. Wait for it.`);
}

/**
 * Writes everything that the portal keeps, but for who is signed in, into one archive, while it runs: rows as they are at
 * one moment, and the contents of all files that these tell of.
 *
 * @param path of a file that is not there yet; it has this name once it is whole.
 * @throws ForbiddenError; ConflictError when there is such a file, or another process writes it; UnavailableError when it cannot be written, or the
 * schema is being changed.
 */
export async function makeBackup(
  actor: Actor,
  path: string,
  { passphrase, signal, leftOvers }: BackupOptions = {},
): Promise<Backup> {
  authorize(backupPolicy, actor, 'make');
  await requireAlone(path, { signal, ...leftOvers });
  const writer = await ArchiveWriter.create(path, passphrase);
  try {
    const made = await write(writer, signal);
    const sizeBytes = await writer.finish();
    if (await journalStands()) {
      const { files } = made.manifest;
      const details = { sizeBytes, missingFiles: files.missing, damagedFiles: made.damagedFiles };
      await inTransaction(() => record({ name: 'backup.made', by: actor, subjectId: null, details }));
    }
    return { ...made, sizeBytes };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}
