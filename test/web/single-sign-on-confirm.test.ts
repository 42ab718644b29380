import { expect } from 'chai';
import { ApiToken } from '../../src/models/api-token.ts';
import { Group } from '../../src/models/group.ts';
import { UserGroup } from '../../src/models/user-group.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import { Client, type Answer } from '../support/client.ts';
import { forgedSignIn, type ForgedSignIn } from '../support/forged-sign-in.ts';
import { byHand } from '../support/journal-watch.ts';
import { journal } from '../support/journal.ts';
import { ageProofs } from '../support/proof.ts';
import { passThrough, startProvider, type TestProvider } from '../support/provider.ts';
import { forgetUses, setUpApp, type Phone } from '../support/second-factor.ts';

const OF_ROSA = { email: 'rosa@alphalab.example', email_verified: true };
const OF_SAM = { email: 'sam@alphalab.example', email_verified: true };
const hidden = (page: Answer, name: string) =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page.text)?.[1] ?? '';

describe('confirming who one is at a provider', function suite() {
  this.timeout(60_000);
  let provider: TestProvider;
  let app: TestApp;
  let cast: Cast;
  let rosa: Client;
  /** Rosa’s browser at the provider, where she stays signed in. */
  let there: Client;

  before(async () => {
    provider = await startProvider();
    app = await startApp({ environment: provider.environment, port: provider.port });
  });
  after(async () => {
    await app.stop();
    await provider.stop();
  });
  beforeEach(async () => {
    cast = await buildCast();
    provider.accounts.clear();
    provider.accounts.set('r-1', OF_ROSA);
    provider.accounts.set('s-1', OF_SAM);
    provider.signsIn = 'r-1';
    rosa = app.client();
    there = new Client(provider.issuer);
    await signOn(rosa);
  });

  const begin = async (client: Client, path: string): Promise<string> =>
    (await client.get(path)).location ?? '';
  const signOn = async (client: Client, path = '/login/sso'): Promise<Answer> =>
    client.get(await passThrough(await begin(client, path), there));
  const opened = async (client: Client) => {
    const page = await client.get('/profile/tokens');
    return { formOwner: hidden(page, 'formOwner'), submissionKey: hidden(page, 'submissionKey') };
  };
  const isProven = async () => ((await rosa.get('/confirm/ways')).json() as { isProven: boolean }).isProven;
  const reasons = async () =>
    (await journal({ name: 'session.refused' })).map(({ details }) => details.reason);

  it('leads there and back, and what was sent is there to be sent', async () => {
    const form = { ...(await opened(rosa)), name: 'Nightly', days: '30' };
    await ageProofs();
    const target = (await rosa.post('/profile/tokens', form)).location ?? '';
    const page = await rosa.get(target);
    const link = /href="(\/confirm\/sso[^"]*)"/.exec(page.text)?.[1] ?? '';
    const answer = await signOn(rosa, link.replaceAll('&amp;', '&'));
    expect(answer.location).to.match(/^\/kept\//);
    const shown = await rosa.get(answer.location ?? '');
    const fields = { formOwner: hidden(shown, 'formOwner'), keptForm: hidden(shown, 'keptForm') };
    expect(hidden(shown, 'name')).to.equal('Nightly');
    const key = hidden(shown, 'submissionKey');
    await rosa.post('/profile/tokens', { ...fields, submissionKey: key, name: 'Nightly', days: '30' });
    expect(await ApiToken.count()).to.equal(1);
    const [event] = await journal({ name: 'session.confirmed' });
    expect([event?.actorId, event?.details]).to.deep.equal([cast.rosa.id, { through: 'oidc' }]);
  });

  it('asks there although they are signed in there, and says since when that counts', async () => {
    await ageProofs();
    const address = new URL(await begin(rosa, '/confirm/sso'));
    expect(['prompt', 'max_age'].map((name) => address.searchParams.get(name))).to.deep.equal(['login', '0']);
    // Somebody takes away from the question that they are to be asked: the provider knows them, and asks for nothing.
    address.searchParams.delete('prompt');
    address.searchParams.delete('max_age');
    const back = await passThrough(address.href, there);
    const refused = await rosa.get(back);
    // Of a provider that does not say when it asked nothing is known.
    expect([refused.status, await reasons()]).to.deep.equal([403, ['sso_not_asked']]);
    expect(refused.text).to.contain('did not ask who you are');
    expect(await isProven()).to.equal(false);
  });

  it('takes no account of somebody else, nor for somebody else', async () => {
    await ageProofs();
    provider.signsIn = 's-1';
    there = new Client(provider.issuer);
    const refused = await signOn(rosa, '/confirm/sso');
    expect([refused.status, await reasons()]).to.deep.equal([403, ['sso_other_account']]);
    expect((await rosa.get('/profile')).text).to.contain('Rosa Reporter');
    expect(await isProven()).to.equal(false);
    provider.signsIn = 'r-1';
    there = new Client(provider.issuer);
    const back = await passThrough(await begin(rosa, '/confirm/sso'), there);
    await signIn(rosa, 'sam');
    await ageProofs();
    const foreign = await rosa.get(back);
    expect([foreign.status, foreign.text]).to.satisfy(
      ([status, text]: [number, string]) => status === 409 && text.includes('Rosa Reporter'),
    );
    expect(await isProven()).to.equal(false);
  });

  it('takes a question of signing in for no confirmation, nor one for the other', async () => {
    await ageProofs();
    const back = await passThrough(await begin(rosa, '/confirm/sso?next=/faq'), there);
    // Another browser did not ask.
    expect((await app.client().get(back)).status).to.equal(400);
    expect((await rosa.get(back)).location).to.equal('/faq');
    expect(await isProven()).to.equal(true);
    expect((await app.client().get('/confirm/sso')).location).to.contain('/login');
  });

  it('counts a sign-in only from when the provider asked for credentials', async () => {
    const again = app.client();
    await signOn(again);
    const ways = (await again.get('/confirm/ways')).json();
    // It did not say when: the person may have been signed in there for a week.
    expect(ways).to.deep.include({ person: cast.rosa.id, isProven: false });
    await signOn(again, '/login/sso?again=1');
    expect((await again.get('/confirm/ways')).json()).to.deep.include({ isProven: true });
  });
});

describe('what a provider says of when it asked', function suite() {
  this.timeout(60_000);
  let forging: ForgedSignIn;
  let app: TestApp;
  let rosa: Client;
  let cast: Cast;

  before(async () => {
    forging = await forgedSignIn();
    app = await forging.app();
  });
  after(() => forging.stop());
  beforeEach(async () => {
    cast = await buildCast();
    rosa = app.client();
  });

  const ago = (minutes: number) => Math.floor(Date.now() / 1000) - minutes * 60;
  const isProven = async () => ((await rosa.get('/confirm/ways')).json() as { isProven: boolean }).isProven;

  for (const [says, claims, counts] of [
    ['just now', () => ({ auth_time: ago(0) }), true],
    ['half an hour ago', () => ({ auth_time: ago(30) }), false],
    ['nothing', () => ({}), false],
    ['tomorrow, by a clock that is wrong', () => ({ auth_time: ago(-1440) }), true],
  ] as const)
    it(`counts for a sign-in: ${says}`, async () => {
      await forging.comeBack(rosa, { claims: claims() });
      expect(await isProven()).to.equal(counts);
      await ageProofs();
      expect(await isProven(), 'and not for longer').to.equal(false);
    });

  for (const [says, claims, status] of [
    ['just now', () => ({ auth_time: ago(0) }), 303],
    ['before the question', () => ({ auth_time: ago(5) }), 403],
    ['nothing', () => ({}), 403],
    ['what is no time', () => ({ auth_time: 'now' }), 401],
    ['just now, of another account', () => ({ auth_time: ago(0), sub: 'r-2' }), 403],
  ] as const)
    it(`counts for a confirmation: ${says}`, async () => {
      await forging.comeBack(rosa, { claims: { auth_time: ago(30) } });
      await ageProofs();
      const answer = await forging.comeBack(rosa, { claims: claims(), from: '/confirm/sso' });
      expect(answer.status, answer.text).to.equal(status);
      expect(await isProven()).to.equal(status === 303);
    });

  describe('of somebody whose group requires a second factor', () => {
    let phone: Phone;
    const strict = async (userId: number) => {
      const group = await Group.create({ name: 'Strict', requiresSecondFactor: true });
      await UserGroup.create({ userId, groupId: group.id });
    };
    const come = (minutes: number, from?: string) =>
      forging.comeBack(rosa, {
        claims: { auth_time: ago(minutes) },
        ...(from === undefined ? {} : { from }),
      });

    beforeEach(async () => {
      await come(0);
      ({ phone } = await setUpApp(rosa));
      await byHand(() => strict(cast.rosa.id));
      rosa = app.client();
    });

    it('counts a sign-in from when the provider asked, whenever the code beside it was given', async () => {
      for (const [minutes, counts] of [
        [30, false],
        [0, true],
      ] as const) {
        rosa = app.client();
        await forgetUses();
        expect((await come(minutes)).location).to.equal('/login/second');
        await rosa.post('/login/second', { code: phone.code() });
        expect(await isProven(), `${minutes} minutes ago`).to.equal(counts);
      }
    });

    it('asks for a code after the provider, which alone proves nothing', async () => {
      await come(30);
      await rosa.post('/login/second', { code: phone.code() });
      await forgetUses();
      expect((await rosa.post('/confirm', { code: phone.code() })).status, 'no code alone').to.equal(422);
      const half = await come(0, '/confirm/sso?next=/faq');
      expect(half.location).to.equal('/confirm?next=%2Ffaq');
      expect(await isProven()).to.equal(false);
      const page = await rosa.get(half.location ?? '');
      expect(page.text).to.contain('has confirmed you').and.not.contain('name="password"');
      expect((await rosa.post('/confirm', { code: '1', next: '/faq' })).status).to.equal(422);
      expect(await isProven()).to.equal(false);
      const done = await rosa.post('/confirm', { code: phone.code(), next: '/faq' });
      expect(done.location, done.text).to.equal('/faq');
      expect(await isProven()).to.equal(true);
      expect((await journal({ name: 'session.confirmed' })).map(({ details }) => details)).to.deep.equal([
        { through: 'oidc' },
      ]);
      await ageProofs();
      await forgetUses();
      // What the provider said counts once.
      expect((await rosa.post('/confirm', { code: phone.code() })).status).to.equal(422);
    });

    it('asks for none where the provider vouches for second factors', async () => {
      const trusting = await forging.app({ SSO_SECOND_FACTOR: 'provider' });
      rosa = trusting.client();
      await come(30);
      await ageProofs();
      expect((await come(0, '/confirm/sso')).location).to.equal('/');
      expect(await isProven()).to.equal(true);
    });
  });
});
