import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { QueryTypes } from 'sequelize';
import { closeDatabase, database, isSqlite, openDatabase } from '../../src/database/connect.ts';
import { selectOnce } from '../../src/database/select.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { isUsedByOthers } from '../../src/database/used-by-others.ts';
import { Department } from '../../src/models/department.ts';
import { initModels } from '../../src/models/index.ts';
import { dataDir } from '../support/database.ts';

describe('the database', () => {
  it('enforces foreign keys on every connection, inside transactions, too', async () => {
    const insert = () =>
      database().query("INSERT INTO user_profiles (user_id, phone_number) VALUES (4711, '1')");
    const errors = await Promise.all(
      [insert, insert, () => inTransaction(insert)].map((work) => work().catch((reason: unknown) => reason)),
    );
    for (const error of errors) expect(error).to.be.an('error');
  });

  it('keeps the connection of a transaction that went well for the next, on the embedded database', async () => {
    if (!isSqlite()) return;
    await inTransaction(() => database().query('CREATE TEMP TABLE seen_here_alone (id INTEGER)'));
    const isSame = () =>
      inTransaction(async () => {
        const rows = await selectOnce("SELECT name FROM sqlite_temp_master WHERE name = 'seen_here_alone'");
        return rows.length === 1;
      });
    expect([await isSame(), await isSame()]).to.deep.equal([true, true]);
    await inTransaction(() => Promise.reject(new Error('no'))).catch(() => undefined);
    expect(await isSame(), 'one whose transaction failed').to.equal(false);
    expect(await isUsedByOthers(), 'it is no other process').to.equal(false);
  });

  it('takes a NUL that is written out in a statement for the character that it is', async () => {
    const name = "a\0b'\0";
    const written = `SELECT ${database().escape(name)} IN ('c', ${database().escape(name)}) AS isFound`;
    const [row] = await inTransaction(() => database().query(written, { type: QueryTypes.SELECT }));
    expect(row).to.have.property('isFound', 1);
    const bound = await database().query('SELECT $name AS name', { bind: { name }, type: QueryTypes.SELECT });
    expect(bound).to.deep.equal([{ name }]);
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

  it('is closed once the transactions under way are done, also those that began meanwhile', async () => {
    const create = (name: string) =>
      inTransaction(async () => {
        await Department.create({ name });
        await delay(150);
        await Department.update({ description: 'done' }, { where: { name }, validate: false });
      });
    const work = [create('First')];
    await delay(20);
    const closing = closeDatabase();
    work.push(create('Second'));
    try {
      await closing;
      expect(() => database()).to.throw('openDatabase was not called');
    } finally {
      await openDatabase({ databaseUrl: process.env.TEST_DATABASE_URL, dataDir });
      initModels(database());
    }
    await Promise.all(work);
    expect(await Department.count({ where: { name: ['First', 'Second'], description: 'done' } })).to.equal(2);
  });
});
