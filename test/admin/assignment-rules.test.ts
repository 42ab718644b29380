import { expect } from 'chai';
import { AssignmentRule } from '../../src/models/assignment-rule.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { withPanel, type Panel } from '../support/panel.ts';

describe('assignment rules in the panel', () => {
  const panel = withPanel();
  let cast: Cast;
  let amir: Panel;

  beforeEach(async () => {
    cast = await buildCast();
    amir = await panel.as('amir');
  });

  it('are added by the form, tried before, and moved', async () => {
    await buildComplaint({ reporter: cast.rosa, title: 'VPN is slow' });
    const form = { name: 'Network', words: 'vpn', personId: String(cast.elena.id), isActive: 'true' };
    const tried = await amir.post('resources/assignment_rules/actions/tryOut', form);
    const { trial } = JSON.parse(tried.text) as { trial: { shares: object[] } };
    expect(trial.shares).to.deep.equal([{ to: 'Elena Engineer', count: 1 }]);
    expect(await AssignmentRule.count()).to.equal(0);
    await amir.create('assignment_rules', form);
    await amir.create('assignment_rules', { ...form, name: 'Second' });
    const second = await AssignmentRule.findOne({ where: { name: 'Second' }, rejectOnEmpty: true });
    await amir.act('assignment_rules', second.id, 'move', { direction: 'up' });
    const rules = await AssignmentRule.findAll({ order: ['position'] });
    expect(rules.map(({ name }) => name)).to.deep.equal(['Second', 'Network']);
    const elena = await panel.as('elena');
    const refused = await elena.act('assignment_rules', second.id, 'move', { direction: 'down' });
    expect(refused.status).to.equal(403);
    expect((await elena.post('resources/assignment_rules/actions/tryOut', form)).status).to.equal(403);
  });

  it('pass over whoever is away, which stands in the form of the person', async () => {
    const asha = await panel.as('asha');
    await asha.act('users', cast.elena.id, 'edit', { 'profile.awayUntil': '2099-01-01' });
    const profile = await UserProfile.findOne({ where: { userId: cast.elena.id }, rejectOnEmpty: true });
    expect(profile.awayUntil).to.equal('2099-01-01');
    const refused = await asha.act('users', cast.elena.id, 'edit', { 'profile.awayUntil': 'soon' });
    expect(refused.text).to.contain('This is no day');
  });
});
