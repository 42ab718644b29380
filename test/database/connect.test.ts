import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { closeDatabase, database, openDatabase } from '../../src/database/connect.ts';
import { inTransaction } from '../../src/database/transaction.ts';
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
