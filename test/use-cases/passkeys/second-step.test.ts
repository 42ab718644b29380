import { expect } from 'chai';
import { inTransaction } from '../../../src/database/transaction.ts';
import { Group } from '../../../src/models/group.ts';
import { Passkey } from '../../../src/models/passkey.ts';
import { RecoveryCode } from '../../../src/models/recovery-code.ts';
import type { Person } from '../../../src/policies/actor.ts';
import { challengesOf, type Purpose } from '../../../src/sign-on/passkeys/challenges.ts';
import type { Asking } from '../../../src/sign-on/passkeys/questions.ts';
import { passkeyQuestion } from '../../../src/sign-on/passkeys/questions.ts';
import { addPasskey } from '../../../src/use-cases/passkeys/add-passkey.ts';
import { askForNewPasskey } from '../../../src/use-cases/passkeys/ask-for-new-passkey.ts';
import { ownPasskeys } from '../../../src/use-cases/passkeys/own-passkeys.ts';
import { askAwaited, passByPasskey } from '../../../src/use-cases/passkeys/pass-by-passkey.ts';
import { removePasskey } from '../../../src/use-cases/passkeys/remove-passkey.ts';
import { loadActor } from '../../../src/use-cases/people/load-actor.ts';
import { signIn } from '../../../src/use-cases/people/sign-in.ts';
import type { Awaited } from '../../../src/use-cases/second-factor/awaited.ts';
import { forgetFactors } from '../../../src/use-cases/second-factor/forget-factors.ts';
import { buildCast, PASSWORD, type Cast } from '../../factories/people.ts';
import { Authenticator, strangeKey } from '../../support/authenticator.ts';
import { byHand } from '../../support/journal-watch.ts';
import { journal } from '../../support/journal.ts';
import { refusal } from '../../support/refusal.ts';

const ORIGIN = 'https://it.alphalab.example';
const challenges = challengesOf('a secret that only the tests know, long enough');
const PLACE = { address: '192.0.2.7', agent: '', device: undefined, days: 0 };

function asking(purpose: Purpose, host = 'it.alphalab.example'): Asking {
  const site = { rpId: host, origin: `https://${host}` };
  return { site, challenges, asked: { purpose, by: 'this session' } };
}

async function enrol(person: Person): Promise<{ device: Authenticator; codes: readonly string[] }> {
  const device = new Authenticator(ORIGIN);
  const options = await askForNewPasskey(person, asking('add'));
  const codes = await addPasskey(person, { name: 'One', answer: device.create(options) }, asking('add'));
  return { device, codes };
}

async function awaitedOf({ id }: Person): Promise<Awaited> {
  const { sessionVersion = -1 } = (await loadActor(id)) ?? {};
  return { userId: id, sessionVersion };
}

describe('a passkey as the second step', function suite() {
  this.timeout(60_000);
  let cast: Cast;
  let device: Authenticator;
  let codes: readonly string[];

  beforeEach(async () => {
    cast = await buildCast();
    ({ device, codes } = await enrol(cast.rosa));
  });

  const tryPassword = () =>
    signIn({ login: 'rosa', password: PASSWORD, address: '192.0.2.7', device: undefined, trust: [] });
  const give = async (answer: string) =>
    passByPasskey(await awaitedOf(cast.rosa), { answer }, asking('second'), PLACE);

  it('is asked for after a password, and lets in', async () => {
    expect((await tryPassword()).step.isDue).to.equal(true);
    const question = await askAwaited(await awaitedOf(cast.rosa), asking('second'));
    expect(question.allowCredentials).to.deep.equal([
      { id: device.credentialId, type: 'public-key', transports: ['internal'] },
    ]);
    // Devices that were asked for a certain one need not say whose it is.
    const passed = await give(device.get(question, { userHandle: undefined }));
    expect([passed.signedIn.actor.id, passed.factor]).to.deep.equal([cast.rosa.id, 'passkey']);
    const [opened] = await journal({ name: 'session.opened' });
    expect(opened?.details).to.deep.equal({ factor: 'passkey' });
  });

  it('is of whoever gave the password, and of nobody else', async () => {
    const other = await enrol(cast.emil);
    const question = await passkeyQuestion(asking('second'));
    expect((await refusal(give(other.device.get(question)))).code).to.equal('passkey_other_person');
    const forged = device.get(question, { key: strangeKey() });
    expect((await refusal(give(forged))).code).to.equal('passkey_forged');
    const elsewhere = device.get(await passkeyQuestion(asking('sign-in')));
    expect((await refusal(give(elsewhere))).code).to.equal('passkey_not_asked');
    const unverified = device.get(question, { isVerified: false });
    expect((await refusal(give(unverified))).code).to.equal('passkey_forged');
    const told = await journal({ name: 'session.refused' });
    expect(told.map(({ subjectId }) => subjectId)).to.deep.equal(Array(4).fill(cast.rosa.id));
    expect(await journal({ name: 'session.opened' })).to.deep.equal([]);
  });

  it('counts once of answers at once', async () => {
    const answer = device.get(await askAwaited(await awaitedOf(cast.rosa), asking('second')));
    const results = await Promise.all(
      [1, 2, 3].map(() =>
        give(answer).then(
          ({ factor }) => factor,
          ({ code }) => String(code),
        ),
      ),
    );
    expect(results.toSorted()).to.deep.equal(['passkey', 'passkey_used', 'passkey_used']);
  });

  it('lets nobody in whose account changed meanwhile, and uses nothing up', async () => {
    const awaited = { ...(await awaitedOf(cast.rosa)), sessionVersion: 77 };
    const answer = device.get(await passkeyQuestion(asking('second')));
    const late = passByPasskey(awaited, { answer }, asking('second'), PLACE);
    expect((await refusal(late)).code).to.equal('nobody_awaited');
    expect((await give(answer)).factor).to.equal('passkey');
  });

  it('is asked of those alone that are for this host', async () => {
    const moved = asking('second', 'new.alphalab.example');
    expect((await refusal(askAwaited(await awaitedOf(cast.rosa), moved))).code).to.equal('passkey_unknown');
    // It is there all the same: a password alone lets nobody in after the portal moved.
    expect((await tryPassword()).step.isDue).to.equal(true);
    const options = await askForNewPasskey(cast.rosa, asking('add', 'new.alphalab.example'));
    expect(options.excludeCredentials).to.deep.equal([]);
  });

  it('comes with recovery codes when it is the first, and takes them along when it is the last', async () => {
    expect(codes).to.have.length(10);
    const second = await enrol(cast.rosa);
    expect(second.codes).to.deep.equal([]);
    expect(await RecoveryCode.count()).to.equal(10);
    // Whoever has used them up gets new ones with the next.
    await byHand(() => inTransaction(() => RecoveryCode.update({ usedAt: new Date() }, { where: {} })));
    const third = await enrol(cast.rosa);
    expect(third.codes).to.have.length(10);
    const [one, two, three] = await ownPasskeys(cast.rosa);
    await removePasskey(cast.rosa, { id: one?.id });
    expect((await tryPassword()).step.isDue).to.equal(true);
    await removePasskey(cast.rosa, { id: two?.id });
    await removePasskey(cast.rosa, { id: three?.id });
    expect(await RecoveryCode.count()).to.equal(0);
    expect((await tryPassword()).step.isDue).to.equal(false);
  });

  it('is not removed as the only one where a group requires a second factor', async () => {
    await enrol(cast.emil);
    await byHand(() =>
      inTransaction(() => Group.update({ requiresSecondFactor: true }, { where: { name: 'Engineer' } })),
    );
    const [only] = await ownPasskeys(cast.emil);
    expect((await refusal(removePasskey(cast.emil, { id: only?.id }))).status).to.equal(409);
    expect(await Passkey.count({ where: { userId: cast.emil.id } })).to.equal(1);
    await enrol(cast.emil);
    // Of two that are removed at once one stays.
    const both = await ownPasskeys(cast.emil);
    const results = await Promise.allSettled(both.map(({ id }) => removePasskey(cast.emil, { id })));
    expect(results.map(({ status }) => status).toSorted()).to.deep.equal(['fulfilled', 'rejected']);
  });

  it('goes when somebody’s second factor is reset', async () => {
    expect(await byHand(() => inTransaction(() => forgetFactors(cast.rosa.id)))).to.equal(true);
    expect(await Passkey.count()).to.equal(0);
    expect((await tryPassword()).step.isDue).to.equal(false);
  });
});
