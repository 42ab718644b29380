import { expect } from 'chai';
import { inTransaction } from '../../../src/database/transaction.ts';
import { PasskeyHandle } from '../../../src/models/passkey-handle.ts';
import { Passkey } from '../../../src/models/passkey.ts';
import { UsedPasskeyChallenge } from '../../../src/models/used-passkey-challenge.ts';
import { User } from '../../../src/models/user.ts';
import type { Person } from '../../../src/policies/actor.ts';
import { challengesOf, type Purpose } from '../../../src/sign-on/passkeys/challenges.ts';
import { passkeyQuestion, type Asking } from '../../../src/sign-on/passkeys/questions.ts';
import { addPasskey } from '../../../src/use-cases/passkeys/add-passkey.ts';
import { askForNewPasskey } from '../../../src/use-cases/passkeys/ask-for-new-passkey.ts';
import { MOST_PASSKEYS, ownPasskeys } from '../../../src/use-cases/passkeys/own-passkeys.ts';
import { removePasskey } from '../../../src/use-cases/passkeys/remove-passkey.ts';
import { signInByPasskey } from '../../../src/use-cases/passkeys/sign-in-by-passkey.ts';
import { signIn } from '../../../src/use-cases/people/sign-in.ts';
import { usePasswordsOfSuperusers } from '../../../src/use-cases/people/password-owners.ts';
import type { SignedIn } from '../../../src/use-cases/people/load-actor.ts';
import { buildCast, buildUser, PASSWORD, type Cast } from '../../factories/people.ts';
import { Authenticator, strangeKey, type Strange } from '../../support/authenticator.ts';
import { byHand } from '../../support/journal-watch.ts';
import { journal } from '../../support/journal.ts';
import { refusal } from '../../support/refusal.ts';

const ORIGIN = 'https://it.alphalab.example';
const challenges = challengesOf('a secret that only the tests know, long enough');

function asking(purpose: Purpose, by = 'this browser'): Asking {
  return { site: { rpId: 'it.alphalab.example', origin: ORIGIN }, challenges, asked: { purpose, by } };
}

async function add(person: Person, device: Authenticator, strange: Strange = {}): Promise<void> {
  const options = await askForNewPasskey(person, asking('add'));
  await addPasskey(person, { name: 'My laptop', answer: device.create(options, strange) }, asking('add'));
}

/** A device with a passkey of somebody. */
async function deviceOf(person: Person, counter?: number): Promise<Authenticator> {
  const device = new Authenticator(ORIGIN, counter);
  await add(person, device);
  return device;
}

function enter(answer: string, from = asking('sign-in'), more: object = {}): Promise<SignedIn> {
  const coming = { address: '192.0.2.7', device: undefined, asking: from };
  return signInByPasskey({ answer, ...more }, coming);
}

async function answerOf(device: Authenticator, strange: Strange = {}): Promise<string> {
  return device.get(await passkeyQuestion(asking('sign-in')), strange);
}

async function refusals(): Promise<(readonly [number | null, unknown])[]> {
  const events = await journal({ name: 'session.refused' });
  return events.map(({ subjectId, details }) => [subjectId, details.reason] as const);
}

describe('a passkey', function suite() {
  this.timeout(60_000);
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  it('is added by its owner, and lets them in', async () => {
    const device = await deviceOf(cast.rosa, 0);
    const [own, ...more] = await ownPasskeys(cast.rosa);
    expect(more).to.deep.equal([]);
    expect(own).to.include({ name: 'My laptop', isSynced: true, lastUsedAt: null });
    const { actor } = await enter(await answerOf(device));
    expect(actor.id).to.equal(cast.rosa.id);
    expect((await Passkey.findOne())?.counter).to.equal(1);
    expect((await ownPasskeys(cast.rosa))[0]?.lastUsedAt).to.be.instanceOf(Date);
    const events = await journal({ actorId: cast.rosa.id });
    expect(events.map(({ name, details }) => [name, details])).to.deep.equal([
      ['user.passkey_added', { called: 'My laptop' }],
      ['session.opened', { through: 'passkey' }],
    ]);
    expect((await User.findByPk(cast.rosa.id))?.lastLogin).to.be.instanceOf(Date);
  });

  it('knows its owner by a handle that is random and stays', async () => {
    const first = await deviceOf(cast.rosa);
    const second = await deviceOf(cast.rosa);
    const other = await deviceOf(cast.emil);
    expect(Buffer.from(first.userHandle, 'base64url')).to.have.length(32);
    expect(second.userHandle).to.equal(first.userHandle);
    expect(other.userHandle).not.to.equal(first.userHandle);
    const options = await askForNewPasskey(cast.rosa, asking('add'));
    expect(options.excludeCredentials?.map(({ id }) => id)).to.deep.equal([
      first.credentialId,
      second.credentialId,
    ]);
    expect(options.authenticatorSelection).to.include({
      residentKey: 'required',
      userVerification: 'required',
    });
  });

  it('gets one handle of two that are drawn at once', async () => {
    const asked = await Promise.all([1, 2, 3].map(() => askForNewPasskey(cast.rosa, asking('add'))));
    expect(new Set(asked.map(({ user }) => user.id)).size).to.equal(1);
    expect(await PasskeyHandle.count()).to.equal(1);
  });

  const notAdded: [what: string, strange: Strange, code: string][] = [
    ['of another site’s page', { origin: 'https://evil.example' }, 'passkey_other_site'],
    ['of a page within another', { crossOrigin: true }, 'passkey_other_site'],
    ['for another host', { rpId: 'evil.example' }, 'passkey_forged'],
    ['without its owner being verified', { isVerified: false }, 'passkey_forged'],
    ['to what was not asked', { challenge: Buffer.alloc(54, 7).toString('base64url') }, 'passkey_not_asked'],
    ['to something short', { challenge: 'AAAA' }, 'passkey_not_asked'],
    ['that is none to the question', { type: 'webauthn.get' }, 'passkey_forged'],
  ];
  for (const [what, strange, code] of notAdded) {
    it(`is not added by an answer ${what}`, async () => {
      const error = await refusal(add(cast.rosa, new Authenticator(ORIGIN), strange));
      expect(error.code).to.equal(code);
      expect(await Passkey.count()).to.equal(0);
      expect(await UsedPasskeyChallenge.count()).to.equal(0);
    });
  }

  it('is not added twice, nor by two answers to one question', async () => {
    const device = new Authenticator(ORIGIN);
    const options = await askForNewPasskey(cast.rosa, asking('add'));
    const input = { name: 'One', answer: device.create(options) };
    const codes = await Promise.all(
      [1, 2].map(() =>
        addPasskey(cast.rosa, input, asking('add')).then(
          () => 'added',
          ({ code }) => String(code),
        ),
      ),
    );
    expect(codes.toSorted()).to.deep.equal(['added', 'passkey_used']);
    expect(await Passkey.count()).to.equal(1);
    // The same device shown to somebody else's question.
    const error = await refusal(add(cast.emil, device));
    expect([error.code, error.message]).to.deep.equal(['passkey_known', 'This passkey is there already.']);
  });

  it('is added for nobody but who asked, in the session that asked', async () => {
    const device = new Authenticator(ORIGIN);
    const options = await askForNewPasskey(cast.rosa, asking('add', 'session of rosa'));
    const input = { name: 'One', answer: device.create(options) };
    const error = await refusal(addPasskey(cast.emil, input, asking('add', 'session of emil')));
    expect(error.code).to.equal('passkey_not_asked');
  });

  it('needs a name, and is one of twenty at most', async () => {
    const options = await askForNewPasskey(cast.rosa, asking('add'));
    const answer = new Authenticator(ORIGIN).create(options);
    const nameless = await refusal(addPasskey(cast.rosa, { name: ' ', answer }, asking('add')));
    expect(nameless.fields).to.have.keys('name');
    const rows = Array.from({ length: MOST_PASSKEYS }, (_, index) => ({
      userId: cast.rosa.id,
      rpId: 'it.alphalab.example',
      credentialId: `id${index}`,
      credentialHash: `hash${index}`,
      publicKey: 'key',
      name: `Number ${index}`,
    }));
    await byHand(() => inTransaction(() => Passkey.bulkCreate(rows)));
    const late = await refusal(addPasskey(cast.rosa, { name: 'One more', answer }, asking('add')));
    expect(late.status).to.equal(409);
    expect((await refusal(askForNewPasskey(cast.rosa, asking('add')))).status).to.equal(409);
    expect(await Passkey.count()).to.equal(MOST_PASSKEYS);
  });

  it('is not added with certificates, whose addresses the portal would ask', async () => {
    const certificates = [Buffer.from('a certificate')];
    const error = await refusal(add(cast.rosa, new Authenticator(ORIGIN), { certificates }));
    expect(error.code).to.equal('passkey_certified');
    expect(await Passkey.count()).to.equal(0);
  });

  for (const answer of ['', 'x', '{}', '[]', 'null', '{"id":"a"}', 'x'.repeat(30_000)]) {
    it(`is no answer: ${answer.slice(0, 10)}`, async () => {
      expect((await refusal(enter(answer))).status).to.equal(422);
      const added = addPasskey(cast.rosa, { name: 'One', answer }, asking('add'));
      expect((await refusal(added)).status).to.equal(422);
    });
  }

  it('is removed by its owner alone, and lets nobody in afterwards', async () => {
    const device = await deviceOf(cast.rosa);
    const [{ id } = { id: 0 }] = await ownPasskeys(cast.rosa);
    expect((await refusal(removePasskey(cast.emil, { id }))).status).to.equal(404);
    await removePasskey(cast.rosa, { id });
    expect((await refusal(removePasskey(cast.rosa, { id }))).status).to.equal(404);
    const error = await refusal(enter(await answerOf(device)));
    expect([error.code, error.status]).to.deep.equal(['passkey_unknown', 401]);
    expect(await refusals()).to.deep.equal([[null, 'passkey_unknown']]);
    const [removed] = await journal({ name: 'user.passkey_removed' });
    expect(removed?.details).to.deep.equal({ called: 'My laptop' });
  });
});

describe('a sign-in by a passkey', function suite() {
  this.timeout(60_000);
  let cast: Cast;
  let device: Authenticator;

  beforeEach(async () => {
    cast = await buildCast();
    device = await deviceOf(cast.rosa, 5);
  });
  afterEach(() => usePasswordsOfSuperusers(false));

  const refused: [what: string, strange: Strange, code: string][] = [
    ['of another site’s page', { origin: 'https://evil.example' }, 'passkey_other_site'],
    ['of an unencrypted page', { origin: 'http://it.alphalab.example' }, 'passkey_other_site'],
    ['of a page within another', { crossOrigin: true }, 'passkey_other_site'],
    ['for another host', { rpId: 'evil.example' }, 'passkey_forged'],
    ['without its owner being verified', { isVerified: false }, 'passkey_forged'],
    ['that another key signed', { key: strangeKey() }, 'passkey_forged'],
    ['to what was not asked', { challenge: Buffer.alloc(54, 7).toString('base64url') }, 'passkey_not_asked'],
    ['that is none to the question', { type: 'webauthn.create' }, 'passkey_forged'],
    ['that names another owner', { userHandle: 'c29tZWJvZHk' }, 'passkey_other_person'],
    ['that names no owner', { userHandle: undefined }, 'passkey_other_person'],
    ['that counts backwards', { counter: 4 }, 'passkey_counter'],
    ['that counts on the spot', { counter: 5 }, 'passkey_counter'],
    ['that counts no more', { counter: 0 }, 'passkey_counter'],
  ];
  for (const [what, strange, code] of refused) {
    it(`is refused by an answer ${what}, which the journal tells`, async () => {
      const error = await refusal(enter(await answerOf(device, strange)));
      expect(error.code).to.equal(code);
      expect(await refusals()).to.deep.equal([[cast.rosa.id, code]]);
      expect(await journal({ name: 'session.opened' })).to.deep.equal([]);
      // What was refused takes nothing from its owner.
      expect((await enter(await answerOf(device))).actor.id).to.equal(cast.rosa.id);
    });
  }

  it('takes an answer to another question for none', async () => {
    for (const purpose of ['add', 'second', 'confirm'] as const) {
      const question = await passkeyQuestion(asking(purpose));
      expect((await refusal(enter(device.get(question)))).code).to.equal('passkey_not_asked');
    }
    const elsewhere = await passkeyQuestion(asking('sign-in', 'another browser'));
    expect((await refusal(enter(device.get(elsewhere)))).code).to.equal('passkey_not_asked');
  });

  it('counts once of answers at once, and none later', async () => {
    const answer = await answerOf(device);
    const codes = await Promise.all(
      Array.from({ length: 4 }, () =>
        enter(answer).then(
          () => 'in',
          ({ code }) => String(code),
        ),
      ),
    );
    expect(codes.toSorted()).to.deep.equal(['in', 'passkey_used', 'passkey_used', 'passkey_used']);
    expect((await refusal(enter(answer))).code).to.equal('passkey_used');
    expect(await journal({ name: 'session.opened' })).to.have.length(1);
  });

  it('is refused when the answer took too long', async () => {
    const past = challengesOf('a secret that only the tests know, long enough');
    const late = { ...asking('sign-in'), challenges: { ...past, ask: past.ask.bind(past) } };
    const now = Date.now;
    Date.now = () => now() - 6 * 60_000;
    const question = await passkeyQuestion(late).finally(() => {
      Date.now = now;
    });
    expect((await refusal(enter(device.get(question)))).code).to.equal('passkey_late');
  });

  it('lets in by a passkey that never counts, again and again', async () => {
    const still = await deviceOf(cast.emil);
    for (let time = 0; time < 3; time += 1)
      expect((await enter(await answerOf(still))).actor.id).to.equal(cast.emil.id);
    expect((await Passkey.findOne({ where: { userId: cast.emil.id } }))?.counter).to.equal(0);
  });

  it('keeps counts beyond what four bytes with a sign hold', async () => {
    device.counter = 4_294_967_000;
    await enter(await answerOf(device));
    expect((await Passkey.findOne())?.counter).to.equal(4_294_967_001);
    expect((await refusal(enter(await answerOf(device, { counter: 4_294_967_001 })))).code).to.equal(
      'passkey_counter',
    );
  });

  it('lets nobody in who is not active, nor on a page of somebody else', async () => {
    const error = await refusal(
      enter(await answerOf(device), asking('sign-in'), { openedAs: String(cast.emil.id) }),
    );
    expect(error.status).to.equal(409);
    await byHand(() =>
      inTransaction(() => User.update({ isActive: false }, { where: { id: cast.rosa.id }, silent: true })),
    );
    expect((await refusal(enter(await answerOf(device)))).code).to.equal('passkey_inactive');
    expect(await refusals()).to.deep.equal([
      [cast.rosa.id, 'opened_as_another'],
      [cast.rosa.id, 'passkey_inactive'],
    ]);
  });

  it('is for superusers alone where passwords are', async () => {
    usePasswordsOfSuperusers(true);
    const error = await refusal(enter(await answerOf(device)));
    expect(error.code).to.equal('passkey_sso_only');
    const root = await buildUser({ username: 'root', isSuperuser: true });
    const person = { ...cast.rosa, id: root.id, username: 'root' };
    expect((await enter(await answerOf(await deviceOf(person)))).actor.id).to.equal(root.id);
  });

  it('is throttled by failures of its own, whatever passwords were tried', async () => {
    const tryPassword = (password: string) => signIn({ login: 'rosa', password, address: '192.0.2.7' });
    for (let time = 0; time < 5; time += 1) await refusal(tryPassword('wrong'));
    expect((await refusal(tryPassword(PASSWORD))).status).to.equal(429);
    expect((await enter(await answerOf(device))).actor.id).to.equal(cast.rosa.id);
    const forged = async () => (await refusal(enter(await answerOf(device, { key: strangeKey() })))).status;
    for (let time = 0; time < 5; time += 1) expect(await forged()).to.equal(401);
    expect(await forged()).to.equal(429);
    // A browser that they signed in with before counts by itself.
    const known = { id: 'ab'.repeat(16), userIds: [cast.rosa.id] };
    const coming = { address: '192.0.2.7', device: known, asking: asking('sign-in') };
    const { actor } = await signInByPasskey({ answer: await answerOf(device) }, coming);
    expect(actor.id).to.equal(cast.rosa.id);
    expect(await tryPassword(PASSWORD).catch(({ status }: { status: number }) => status)).to.equal(429);
  });

  it('has the whole network wait after thirty failures', async () => {
    const unknown = new Authenticator(ORIGIN);
    unknown.userHandle = 'bm9ib2R5';
    for (let time = 0; time < 30; time += 1)
      expect((await refusal(enter(await answerOf(unknown)))).status).to.equal(401);
    expect((await refusal(enter(await answerOf(device)))).status).to.equal(429);
  });
});
