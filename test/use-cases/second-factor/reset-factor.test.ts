import { expect } from 'chai';
import { RecoveryCode } from '../../../src/models/recovery-code.ts';
import { SecondFactor } from '../../../src/models/second-factor.ts';
import { Session } from '../../../src/models/session.ts';
import { operator, type Person } from '../../../src/policies/actor.ts';
import { narrowed } from '../../../src/policies/api-token.ts';
import { erasePerson } from '../../../src/use-cases/erasure/erase-person.ts';
import { resetFactor } from '../../../src/use-cases/second-factor/reset-factor.ts';
import { buildGroup } from '../../factories/groups.ts';
import { buildActor, buildCast, type Cast } from '../../factories/people.ts';
import { signIn } from '../../support/app.ts';
import { journal } from '../../support/journal.ts';
import { withPanel } from '../../support/panel.ts';
import { refusal } from '../../support/refusal.ts';
import { setUpApp } from '../../support/second-factor.ts';

describe('resetting a second factor', function suite() {
  this.timeout(120_000);
  const panel = withPanel();
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  const setUpFor = async (username: string) => setUpApp(await signIn(panel.anonymous(), username));

  it('takes everything away, ends the sessions and the wait, and tells the journal', async () => {
    await setUpFor('elena');
    await resetFactor(cast.asha, cast.elena.id);
    expect(await SecondFactor.count()).to.equal(0);
    expect(await RecoveryCode.count()).to.equal(0);
    expect(await Session.count({ where: { userId: cast.elena.id } })).to.equal(0);
    const [told] = await journal({ name: 'user.factor_reset' });
    expect(told).to.include({ actorId: cast.asha.id, subjectId: cast.elena.id });
    const ended = (await journal({ name: 'session.ended' })).at(-1);
    expect(ended?.details).to.deep.equal({ reason: 'second_factor_reset', count: 1 });
    expect(await resetFactor(cast.asha, cast.elena.id)).to.equal(false);
    expect(await journal({ name: 'user.factor_reset' })).to.have.length(1);
  });

  it('is for the right over security alone, over others alone, and goes no further than a token’s scopes', async () => {
    await setUpFor('elena');
    await setUpFor('asha');
    await buildGroup('Of the desk', ['panel.open', 'people.view', 'people.edit']);
    const editor = await buildActor({ username: 'editor', groups: ['Of the desk'] });
    const token: Person = narrowed(cast.asha, ['people.view', 'people.security']);
    for (const [who, id] of [
      [editor, cast.elena.id],
      [cast.amir, cast.elena.id],
      [cast.elena, cast.elena.id],
      [cast.asha, cast.asha.id],
      [token, cast.elena.id],
    ] as const)
      expect((await refusal(resetFactor(who, id))).status, who.username).to.equal(403);
    expect(await SecondFactor.count()).to.equal(2);
    await buildGroup('Of security', ['panel.open', 'people.view', 'people.security']);
    const guard = await buildActor({ username: 'guard', groups: ['Of security'] });
    // As with passwords: the right over security is one over all others.
    await resetFactor(guard, cast.asha.id);
    await resetFactor(operator, cast.elena.id);
    expect(await SecondFactor.count()).to.equal(0);
    expect((await refusal(resetFactor(operator, 999_999))).status).to.equal(404);
  });

  it('is a step in the panel, where a person’s page tells of theirs to those who may know', async () => {
    await setUpFor('elena');
    const asha = await panel.as('asha');
    const shown = await asha.show('users', cast.elena.id);
    expect(shown.record.recordActions.map(({ name }) => name)).to.include('resetFactor');
    expect(shown.text).to.contain('"recoveryCodes":10');
    expect(
      (await asha.show('users', cast.asha.id)).record.recordActions.map(({ name }) => name),
    ).not.to.include('resetFactor');
    const amir = await panel.as('amir');
    const seen = await amir.show('users', cast.elena.id);
    expect(seen.text).to.contain('"factors":null');
    expect((await amir.act('users', cast.elena.id, 'resetFactor')).status).to.equal(403);
    const { secret } = await SecondFactor.findOne({ rejectOnEmpty: true });
    expect(shown.text).not.to.contain(secret);
    const done = await asha.act('users', cast.elena.id, 'resetFactor');
    expect(done.notice).to.include({ type: 'success' });
    expect(await SecondFactor.count()).to.equal(0);
    const again = await asha.act('users', cast.elena.id, 'resetFactor');
    expect(again.text).to.contain('This person has no second factor.');
  });

  it('is what erasing a person does as well', async () => {
    await setUpFor('elena');
    await erasePerson(cast.asha, cast.elena.id, { name: cast.elena.name, texts: 'keep' });
    expect(await SecondFactor.count()).to.equal(0);
    expect(await RecoveryCode.count()).to.equal(0);
  });

  it('is asked of people by a group that those edit who edit permissions', async () => {
    const asha = await panel.as('asha');
    const made = await asha.create('groups', { name: 'Auditors', requiresSecondFactor: 'true' });
    expect(made.record.params.requiresSecondFactor).to.equal(true);
    const [told] = await journal({ name: 'group.created' });
    expect(JSON.stringify(told?.details)).to.contain('requiresSecondFactor');
    const id = made.record.id ?? '';
    await buildGroup('Of security', ['panel.open', 'people.view', 'people.security']);
    await buildActor({ username: 'guard', groups: ['Of security'] });
    const guard = await panel.as('guard');
    expect((await guard.show('groups', id)).status).to.equal(200);
    expect((await guard.act('groups', id, 'edit', { requiresSecondFactor: 'false' })).status).to.equal(403);
    const edited = await asha.act('groups', id, 'edit', { requiresSecondFactor: 'false' });
    expect(edited.record.params.requiresSecondFactor).to.equal(false);
  });
});
