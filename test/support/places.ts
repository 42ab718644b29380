import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { database, isSqlite } from '../../src/database/connect.ts';
import { newFolder } from './archives.ts';
import { testEnvironment } from './database.ts';

/** Settings of another installation; those of the tests' own that it does not name count for it, too. */
export type Place = Readonly<Record<string, string>>;

let number = 0;

/** An empty installation on the embedded database. */
export function embeddedPlace(): Place {
  const dataDir = join(newFolder(), 'var');
  mkdirSync(dataDir);
  // What is empty counts as not set.
  return { ...testEnvironment, DATA_DIR: dataDir, DATABASE_URL: '' };
}

/** An empty installation on the server that the tests use; on the embedded database where they use none. */
export async function serverPlace(): Promise<Place> {
  if (isSqlite()) return embeddedPlace();
  number += 1;
  const name = `portal_restored_${number}`;
  await database().query(`DROP DATABASE IF EXISTS ${name}`);
  await database().query(`CREATE DATABASE ${name}`);
  const url = new URL(testEnvironment.DATABASE_URL ?? '');
  url.pathname = `/${name}`;
  return { ...embeddedPlace(), DATABASE_URL: url.href };
}
