import { expect } from 'chai';
import { buildCast } from '../factories/people.ts';
import { withPanel, type Panel } from '../support/panel.ts';

interface Shown {
  readonly rules: readonly { readonly rule: string; readonly years: number | null }[];
  readonly trial?: { readonly complaints: number };
}

describe('the page of retention', () => {
  const panel = withPanel();
  let asha: Panel;
  beforeEach(async () => {
    await buildCast();
    asha = await panel.as('asha');
  });

  const send = async (payload: Record<string, string>) => asha.post('pages/retention', payload);

  it('tries a rule, sets it, and switches it off', async () => {
    const set = { deed: 'set', rule: 'files', years: '2' };
    expect((await send(set)).status, 'not tried').to.equal(409);
    const tried = await send({ ...set, deed: 'try' });
    expect(tried.status, tried.text).to.equal(200);
    expect((JSON.parse(tried.text) as Shown).trial).to.include({ complaints: 0 });
    expect((JSON.parse((await send(set)).text) as Shown).rules[0]).to.include({ rule: 'files', years: 2 });
    expect((await send({ ...set, years: 'x' })).status).to.equal(422);
    expect((await send({ ...set, deed: 'apply' })).status).to.equal(400);
    expect((JSON.parse((await asha.get('pages/retention')).text) as Shown).rules[0]?.years).to.equal(2);
    const off = await send({ deed: 'off', rule: 'files' });
    expect((JSON.parse(off.text) as Shown).rules[0]?.years).to.equal(null);
  });

  it('is for those who erase alone', async () => {
    const amir = await panel.as('amir');
    expect((await amir.get('pages/retention')).status).to.equal(403);
    expect((await amir.post('pages/retention', { deed: 'try', rule: 'files', years: '2' })).status).to.equal(
      403,
    );
    expect((await amir.client.get('/admin')).text).not.to.contain('RetentionPage');
    expect((await asha.client.get('/admin')).text).to.contain('RetentionPage');
  });
});
