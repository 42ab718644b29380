import { expect } from 'chai';
import { ConnectionRefusedError } from 'sequelize';
import { database } from '../../src/database/connect.ts';
import { buildCast } from '../factories/people.ts';
import { withPanel } from '../support/panel.ts';

/** Does `work` while the database is gone for whoever reads this table. */
async function withoutTable(table: string, work: () => Promise<void>): Promise<void> {
  const query = database().query.bind(database()) as (sql: unknown, options?: object) => Promise<unknown>;
  const failing = (sql: unknown, options?: object) => {
    const text = typeof sql === 'string' ? sql : (sql as { query: string }).query;
    if (!new RegExp(`FROM [\`"]?${table}\\b`).test(text)) return query(sql, options);
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3306'), { code: 'ECONNREFUSED' });
    return Promise.reject(new ConnectionRefusedError(refused));
  };
  Object.assign(database(), { query: failing });
  await work().finally(() => Reflect.deleteProperty(database(), 'query'));
}

describe('the panel without its database', () => {
  const panel = withPanel();

  it('says that it is gone for the moment, to whoever reads or writes, and nothing of why', async () => {
    await buildCast();
    const asha = await panel.as('asha');
    await withoutTable('departments', async () => {
      for (const answer of [
        await asha.list('departments'),
        await asha.search('departments', 'a'),
        await asha.show('departments', 1),
        await asha.act('departments', 1, 'edit', { name: 'Another' }),
      ]) {
        expect([answer.status, answer.notice?.type], answer.text).to.deep.equal([503, 'error']);
        expect(answer.notice?.message).to.match(/Please try again/);
        expect(answer.text).not.to.contain('ECONNREFUSED');
      }
    });
    expect((await asha.list('departments')).status).to.equal(200);
  });
});
