import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryTypes } from 'sequelize';
import { closeDatabase, database, isSqlite, openDatabase } from '../../src/database/connect.ts';
import { migrateUp, seed } from '../../src/database/migrator.ts';
import { useFollowers } from '../../src/journal/followers.ts';
import { useJournalKey } from '../../src/journal/key.ts';
import { useMailKey } from '../../src/mail/mail-key.ts';
import { usePost, type Post } from '../../src/mail/post.ts';
import { initModels } from '../../src/models/index.ts';
import { announcements } from '../../src/notifications/announcements.ts';
import { storageAt } from '../../src/storage/storage-at.ts';
import { usePasswordsOfSuperusers } from '../../src/use-cases/people/password-owners.ts';
import { changedTargets } from '../../src/use-cases/targets/changed-targets.ts';
import { forgetTargets } from '../../src/use-cases/targets/targets-in-force.ts';
import { useWebhookRules } from '../../src/webhooks/rules.ts';
import { webhookFollower } from '../../src/use-cases/webhooks/webhook-follower.ts';
import { useStoredSecrets } from '../../src/database/stored-secret.ts';
import { mailNotes } from '../../src/use-cases/mail-in/remember-mail.ts';
import { useStorage } from '../../src/storage/storage.ts';
import { storageUrlIn } from '../../src/config.ts';
import { emptyTables, endEmptying } from './empty-database.ts';

/** Server on which a private database is used, such as mysql://root@127.0.0.1:3307/portal_test; unset: SQLite. */
let url = process.env.TEST_DATABASE_URL;
/** Where this test process keeps its database and files; removed at the end. */
export const dataDir = mkdtempSync(join(tmpdir(), 'portal-test-'));

const SECRET_KEY = 'a key that only the tests know and that is long enough';

/** Keeps files where the tests of this process do. */
export function useTestStorage(): void {
  const place = storageUrlIn(testEnvironment.STORAGE_URL ?? 'file:') ?? 'folder';
  useStorage(storageAt({ dataDir, bucket: place === 'folder' ? undefined : place }));
}

/** The settings under which a second process meets the same database. */
export const testEnvironment: Record<string, string> = {
  DATA_DIR: dataDir,
  LOG_LEVEL: 'silent',
  SECRET_KEY,
  ...(url === undefined
    ? {}
    : { DATABASE_URL: url, SESSION_SECRET: 'a secret that only the tests know, long enough' }),
};

/** Sends mails of this process to a server; unset: into the folder of the tests. */
export function useTestPost(smtpUrl?: string, mailInUrl?: string): Post {
  const from = 'Alpha Lab IT <it@alphalab.example>';
  const baseUrl = 'https://it.alphalab.example';
  return usePost({ smtpUrl, mailInUrl, mailFrom: from, dataDir, baseUrl, host: '127.0.0.1', port: 3000 });
}

/** Signs and sends in this process as every process of the tests does; whoever changes that calls this in the end. */
export function useTestSecrets(): void {
  useJournalKey(SECRET_KEY);
  useMailKey(SECRET_KEY);
  useStoredSecrets(SECRET_KEY);
  useWebhookRules({ allowsPrivate: true });
  usePasswordsOfSuperusers(false);
  useTestPost();
}

/** The tables of the schema, without SQLite's own and those of full-text indexes. */
async function tables(): Promise<string[]> {
  const all: unknown[] = await database().getQueryInterface().showAllTables();
  const names = all.map((table) =>
    typeof table === 'string' ? table : (table as { tableName: string }).tableName,
  );
  return names.filter((name) => !name.startsWith('sqlite_') && !name.includes('_search'));
}

/** Full-text indexes of SQLite, which take their own tables with them. */
async function searchIndexes(): Promise<string[]> {
  if (!isSqlite()) return [];
  const rows = await database().query<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'",
    { type: QueryTypes.SELECT },
  );
  return rows.map(({ name }) => name);
}

/** With PORTAL_TEST_STORAGE=s3 files are kept in a bucket of a real server. */
async function openTestStorage(): Promise<void> {
  if (process.env.PORTAL_TEST_STORAGE === 's3') {
    const { sharedRadosgw } = await import('./radosgw.ts');
    const buckets = await sharedRadosgw();
    await buckets.make('portal-tests');
    testEnvironment.STORAGE_URL = buckets.urlOf('portal-tests');
  }
  useTestStorage();
}

/** With PORTAL_TEST_DATABASE=galera it is on the last of three nodes. */
async function useTestCluster(): Promise<void> {
  if (process.env.PORTAL_TEST_DATABASE !== 'galera') return;
  const { sharedGalera } = await import('./galera.ts');
  url = (await sharedGalera()).nodes.at(-1)?.url;
  testEnvironment.DATABASE_URL = url ?? '';
  testEnvironment.SESSION_SECRET = 'a secret that only the tests know, long enough';
}

/** Opens the test database, migrated and with its reference data. */
export async function openTestDatabase(): Promise<void> {
  await useTestCluster();
  await openDatabase({ databaseUrl: url, dataDir });
  await openTestStorage();
  initModels(database());
  useTestSecrets();
  useFollowers([announcements, changedTargets, mailNotes, webhookFollower]);
  if (!isSqlite()) await dropEverything();
  await migrateUp();
  await seed(true);
}

/** Drops every table, so that a migration can be watched from the start. */
export async function dropEverything(): Promise<void> {
  await withoutForeignKeys(async () => {
    for (const name of [...(await searchIndexes()), ...(await tables())])
      await database().query(`DROP TABLE ${quoted(name)}`);
  });
}

/** Deletes all rows but the reference data, which stands again as it did at the beginning. */
export async function emptyDatabase(): Promise<void> {
  forgetTargets();
  await emptyTables(tables, url);
}

function quoted(name: string): string {
  return database().getQueryInterface().quoteIdentifier(name);
}

/** Does `work` while rows may name others that are not there, and their tables, too. */
export async function withoutForeignKeys(work: () => Promise<void>): Promise<void> {
  if (isSqlite()) {
    await database().query('PRAGMA foreign_keys = OFF');
    await database().query('BEGIN IMMEDIATE');
    await work();
    await database().query('COMMIT');
    await database().query('PRAGMA foreign_keys = ON');
    return;
  }
  // One connection: the setting belongs to the session.
  await database().transaction(async () => {
    await database().query('SET foreign_key_checks = 0');
    await work();
    await database().query('SET foreign_key_checks = 1');
  });
}

/** Leaves in a folder what the first start there would make of it, but for the administrator; on the embedded database alone. */
export async function layDatabase(folder: string): Promise<void> {
  await database().query(`VACUUM INTO '${join(folder, 'portal.sqlite')}'`);
}

/** Closes the test database and removes its folder. */
export async function closeTestDatabase(): Promise<void> {
  await endEmptying();
  await closeDatabase();
  rmSync(dataDir, { recursive: true, force: true });
}
