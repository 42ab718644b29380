import { expect } from 'chai';
import { ConnectionRefusedError, type Options, type Sequelize } from 'sequelize';
import { database } from '../../src/database/connect.ts';
import { buildCast } from '../factories/people.ts';
import { withPanel } from '../support/panel.ts';

/** Does `work` while the database is gone for whoever reads this table: each statement is told before it is sent. */
async function withoutTable(table: string, work: () => Promise<void>): Promise<void> {
  const { options } = database() as Sequelize & { readonly options: Options };
  const { logging } = options;
  options.logging = (text) => {
    if (!new RegExp(`FROM [\`"]?${table}\\b`).test(text)) return;
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3306'), { code: 'ECONNREFUSED' });
    throw new ConnectionRefusedError(refused);
  };
  await work().finally(() => Object.assign(options, { logging }));
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
