import { expect } from 'chai';
import { buildCast } from '../factories/people.ts';
import { receive } from '../support/mail-texts.ts';
import { valuesOf, withPanel } from '../support/panel.ts';

describe('mails that came in, in the panel', () => {
  const panel = withPanel();

  it('are listed with what became of them and why, and nothing of what they say', async () => {
    await buildCast();
    const asha = await panel.as('asha');
    await receive({ subject: 'taken', text: 'Nobody reads this.\n> nor that' });
    await receive({ subject: 'refused', from: 'x@elsewhere.example' });
    await receive({ subject: '<b>broken</b>', headers: ['From: second@x.example'] });
    const listed = await asha.list('received_mails');
    expect(valuesOf(listed, 'outcome'), listed.text).to.deep.equal(['failed', 'refused', 'done']);
    const [failed, refused] = valuesOf(listed, 'why');
    expect(failed).to.equal('It does not say from which one address it is.');
    expect(refused).to.equal('No active person has this address.');
    expect(listed.text).not.to.contain('Nobody reads').and.not.to.contain('nor that');
    expect(
      valuesOf(await asha.list('received_mails', { 'filters.outcome': 'failed' }), 'subject'),
    ).to.deep.equal(['<b>broken</b>']);
    expect(
      valuesOf(await asha.list('received_mails', { 'filters.search': 'elsewhere' }), 'subject'),
    ).to.deep.equal(['refused']);
  });
});
