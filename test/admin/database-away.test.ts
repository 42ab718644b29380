import { expect } from 'chai';
import { buildCast } from '../factories/people.ts';
import { withPanel } from '../support/panel.ts';
import { withoutTable } from '../support/without-table.ts';

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
