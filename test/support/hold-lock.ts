import { join } from 'node:path';
// The package's types lack the default export that alone works at run time.
// @ts-expect-error see above
import sqlite3 from '@appthreat/sqlite3';
import { Sequelize } from 'sequelize';
import { isSqlite } from '../../src/database/connect.ts';
import { dataDir, testEnvironment } from './database.ts';

interface Database {
  configure(option: 'busyTimeout', milliseconds: number): void;
  exec(sql: string, done: (error: Error | null) => void): void;
  close(done: () => void): void;
}

/** Another process's transaction that holds a row or, on SQLite, the file; returns what ends it. */
export async function holdLock(table: string, id: number): Promise<() => Promise<void>> {
  if (!isSqlite()) {
    const other = new Sequelize(testEnvironment.DATABASE_URL ?? '', { logging: false });
    const transaction = await other.transaction();
    await other.query(`UPDATE ${table} SET version = 7 WHERE id = ?`, { replacements: [id], transaction });
    return async () => {
      await transaction.rollback();
      await other.close();
    };
  }
  const { Database: Open } = sqlite3 as { Database: new (path: string) => Database };
  const other = new Open(join(dataDir, 'portal.sqlite'));
  // Whoever waits is not the next one, but asks again: among many writers that takes a while.
  other.configure('busyTimeout', 60_000);
  await new Promise<void>((resolve, reject) => {
    other.exec('BEGIN IMMEDIATE', (error) => (error === null ? resolve() : reject(error)));
  });
  return () => new Promise((resolve) => other.close(resolve));
}
