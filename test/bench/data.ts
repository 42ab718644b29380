import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { database, openDatabase } from '../../src/database/connect.ts';
import { migrateUp, seed } from '../../src/database/migrator.ts';
import { useJournalKey } from '../../src/journal/key.ts';
import { useMailKey } from '../../src/mail/mail-key.ts';
import { initModels } from '../../src/models/index.ts';
import { findMariadb, startMariadb, type PrivateServer } from '../support/mariadb.ts';
import { forgetFiled } from './forget-filed.ts';
import { loadData, present } from './load-data.ts';
import type { Options } from './options.ts';
import { SECRET_KEY } from './settings.ts';

const SETTINGS = ['--innodb-buffer-pool-size=512M', '--innodb-log-file-size=256M', '--max-connections=100'];

/** Where what is measured is kept. */
export interface Place {
  /** The database's address; none for the embedded one. */
  readonly url: string | undefined;
  /** The server that was started for it. */
  readonly server?: PrivateServer;
}

function named(url: string): Place {
  const { hostname } = new URL(url);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
    throw new Error('BENCH_DATABASE_URL must name a server on this machine.');
  return { url };
}

/** The database: the embedded one, the one that BENCH_DATABASE_URL names, or one on a server of its own. */
export async function openPlace({ sqlite, keep }: Options): Promise<Place> {
  const given = process.env.BENCH_DATABASE_URL ?? '';
  if (sqlite) return { url: undefined };
  if (given !== '') return named(given);
  const programs = findMariadb();
  if (programs === undefined) {
    throw new Error('No MariaDB server is installed. Set BENCH_DATABASE_URL, or try --sqlite.');
  }
  const folder = keep && join(keep, 'mariadb');
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const server = await startMariadb(programs, SETTINGS, folder);
  return { url: server.url, server };
}

/** Brings the database's tables up to date, and fills them where they are empty. */
export async function prepareData(
  { url }: Place,
  dataDir: string,
  complaints: number,
  say: (text: string) => void,
): Promise<void> {
  await openDatabase({ databaseUrl: url, dataDir });
  initModels(database());
  useJournalKey(SECRET_KEY);
  useMailKey(SECRET_KEY);
  await migrateUp();
  await seed(true);
  const before = await present();
  if (before.foreign)
    throw new Error('The database holds people who are not of the benchmark. Name an empty one.');
  if (before.complaints > complaints) await forgetFiled(complaints);
  if (before.complaints >= complaints)
    return say(`The data of an earlier run is used: ${complaints} complaints.`);
  if (before.complaints > 0) throw new Error('The database holds fewer complaints. Name an empty one.');
  say(`Loading ${complaints} complaints ...`);
  await loadData(complaints, say);
}
