import { join } from 'node:path';
// The package's types lack the default export that alone works at run time.
// @ts-expect-error see above
import sqlite3 from '@appthreat/sqlite3';
import { expect } from 'chai';
import { Sequelize } from 'sequelize';
import { database, isSqlite } from '../../src/database/connect.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { Department } from '../../src/models/department.ts';
import { dataDir, testEnvironment } from '../support/database.ts';

interface Database {
  exec(sql: string, done: (error: Error | null) => void): void;
  close(done: () => void): void;
}

/** Another process's transaction that holds the row or, on SQLite, the file. */
async function holdLock(id: number): Promise<() => Promise<void>> {
  if (!isSqlite()) {
    const other = new Sequelize(testEnvironment.DATABASE_URL ?? '', { logging: false });
    const transaction = await other.transaction();
    await other.query('UPDATE departments SET version = 7 WHERE id = ?', { replacements: [id], transaction });
    return async () => {
      await transaction.rollback();
      await other.close();
    };
  }
  const { Database: Open } = sqlite3 as { Database: new (path: string) => Database };
  const other = new Open(join(dataDir, 'portal.sqlite'));
  await new Promise<void>((resolve, reject) => {
    other.exec('BEGIN IMMEDIATE', (error) => (error === null ? resolve() : reject(error)));
  });
  return () => new Promise((resolve) => other.close(resolve));
}

/** Fifty seconds is MySQL's default; on SQLite the connection has its own. */
async function patience(seconds: number): Promise<void> {
  if (!isSqlite()) await database().query(`SET SESSION innodb_lock_wait_timeout = ${seconds}`);
}

describe('the database', () => {
  it('enforces foreign keys on every connection, inside transactions, too', async () => {
    const insert = () =>
      database().query("INSERT INTO user_profiles (user_id, phone_number) VALUES (4711, '1')");
    const errors = await Promise.all(
      [insert, insert, () => inTransaction(insert)].map((work) => work().catch((reason: unknown) => reason)),
    );
    for (const error of errors) expect(error).to.be.an('error');
  });

  it('refuses a text that is too long instead of cutting it', async () => {
    const name = 'x'.repeat(101);
    const error = await inTransaction(() => Department.create({ name })).catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'invalid_input');
    expect(await Department.count({ where: { name: name.slice(0, 100) } })).to.equal(0);
  });

  it('keeps emoji, milliseconds and UTC', async () => {
    const { id } = await Department.create({ name: '🛠️ Repair', description: 'früh — 早い' });
    const at = new Date('2026-03-29T01:30:00.123Z');
    await Department.update({ createdAt: at }, { where: { id }, validate: false });
    const row = await Department.findByPk(id, { rejectOnEmpty: true });
    expect([row.name, row.description]).to.deep.equal(['🛠️ Repair', 'früh — 早い']);
    expect(row.createdAt).to.deep.equal(at);
  });

  it('waits for another process, and says so when that takes too long', async function test() {
    this.timeout(30_000);
    const { id } = await Department.create({ name: 'Research' });
    const write = () =>
      inTransaction(async () => {
        await patience(1);
        try {
          await Department.update({ description: 'written' }, { where: { id }, validate: false });
        } finally {
          await patience(50);
        }
      });
    const release = await holdLock(id);
    const error = await write().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    await release();
    expect(error).to.include({ code: 'unavailable', status: 503 });
    await write();
    expect(await Department.findByPk(id)).to.have.property('description', 'written');
  });
});
