import { expect } from 'chai';
import { database } from '../../src/database/connect.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { Department } from '../../src/models/department.ts';

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
});
