import { expect } from 'chai';
import { Group } from '../../src/models/group.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { operator } from '../../src/policies/actor.ts';
import { setPassword } from '../../src/use-cases/people/set-password.ts';
import { updateUser } from '../../src/use-cases/people/update-user.ts';
import { createToken } from '../../src/use-cases/tokens/create-token.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import { Client } from '../support/client.ts';
import { journal } from '../support/journal.ts';
import { byHand } from '../support/journal-watch.ts';
import { claimsOf, SHARED, signed } from '../support/main-portal.ts';
import { setUpApp } from '../support/second-factor.ts';

const FROM_MAIN = { origin: 'https://main.alphalab.example', 'sec-fetch-site': 'cross-site' };
const GIVEN = 'seven green bottles';

describe('a group that requires a second factor', function suite() {
  this.timeout(120_000);
  let app: TestApp;
  let trusting: TestApp;
  let cast: Cast;
  before(async () => {
    app = await startApp({ panel: true, environment: { HANDOVER_KEY: SHARED } });
    trusting = await startApp({ environment: { HANDOVER_KEY: SHARED, SSO_SECOND_FACTOR: 'provider' } });
  });
  after(async () => {
    await app.stop();
    await trusting.stop();
  });
  beforeEach(async () => {
    cast = await buildCast();
  });

  const requireOf = (name: string) =>
    byHand(() => Group.update({ requiresSecondFactor: true }, { where: { name } }));

  it('leads its people to set one up before anything else answers them, and back from there', async () => {
    const client = await signIn(app.client(), 'elena');
    await requireOf(GROUP.engineer);
    for (const path of [
      '/',
      '/complaints/new',
      '/profile',
      '/password',
      '/faq/1?x=1',
      '/admin',
      '/admin/resources/users',
    ]) {
      const { status, location } = await client.get(path);
      const next = path === '/' ? '' : `?next=${encodeURIComponent(path)}`;
      expect([status, location], path).to.deep.equal([303, `/profile/security${next}`]);
    }
    const page = await client.get('/profile/security?next=%2Fadmin');
    expect(page.status).to.equal(200);
    expect(page.text)
      .to.contain('Set up a second factor')
      .and.to.contain('/profile/security/app?next=%2Fadmin');
    for (const call of [
      client.get('/admin/api/resources/users/actions/list'),
      client.postMultipart('/admin/api/resources/departments/actions/new', { name: 'Mine' }),
      client.get('/profile', { accept: 'application/json' }),
    ]) {
      const answer = await call;
      expect(answer.status).to.equal(403);
      expect(answer.text).to.contain('Set up a second factor first');
    }
    await setUpApp(client);
    expect((await client.get('/profile')).status).to.equal(200);
    expect((await client.get('/admin/api/resources/complaints/actions/list')).status).to.equal(200);
  });

  it('asks nothing of others, and nothing more of whoever has one', async () => {
    const rosa = await signIn(app.client(), 'rosa');
    const amir = await signIn(app.client(), 'amir');
    await setUpApp(amir);
    await requireOf(GROUP.engineer);
    await requireOf(GROUP.amcAdmin);
    expect((await rosa.get('/profile')).status).to.equal(200);
    expect((await amir.get('/profile')).status).to.equal(200);
  });

  it('lets no other session in that a password alone has opened before', async () => {
    await requireOf(GROUP.engineer);
    const elena = await signIn(app.client(), 'elena');
    const other = await signIn(app.client(), 'elena');
    const rosa = await signIn(app.client(), 'rosa');
    await setUpApp(elena);
    expect((await elena.get('/profile')).status).to.equal(200);
    expect((await other.get('/profile')).location).to.match(/^\/login/);
    expect((await rosa.get('/profile')).status).to.equal(200);
    const [ended, ...more] = (await journal()).filter(({ name }) => name === 'session.ended');
    expect(more).to.deep.equal([]);
    expect(ended?.details).to.deep.equal({ reason: 'second_factor_set_up', count: 1 });
  });

  it('keeps a form that its people send meanwhile', async () => {
    const client = await signIn(app.client(), 'elena');
    const [, owner = ''] = /name="formOwner" value="([^"]+)"/.exec((await client.get('/profile')).text) ?? [];
    await requireOf(GROUP.engineer);
    const answer = await client.post('/profile', { formOwner: owner, phoneNumber: '12345' });
    expect(answer.location).to.match(/^\/login\?next=%2Fkept%2F/);
    await setUpApp(client);
    const back = await client.get((await client.get(answer.location ?? '')).location ?? '');
    expect(back.text).to.contain('value="12345"');
  });

  it('comes after a password that has to be changed', async () => {
    await requireOf(GROUP.engineer);
    await setPassword(operator, cast.elena.id, GIVEN, true);
    const client = await signIn(app.client(), 'elena', GIVEN);
    expect((await client.get('/')).location).to.equal('/password');
    expect((await client.get('/password')).status).to.equal(200);
    const fields = { currentPassword: GIVEN, newPassword: PASSWORD, repeatPassword: PASSWORD };
    expect((await client.post('/password', fields)).status).to.equal(303);
    expect((await client.get('/')).location).to.equal('/profile/security');
  });

  it('leaves API tokens alone', async () => {
    await requireOf(GROUP.engineer);
    const made = await createToken(operator, cast.elena, { name: 'Night report', days: '1', scopes: [] });
    const program = new Client(app.url, false);
    program.bearer = made?.token;
    expect((await program.get('/api/v1/me')).status).to.equal(200);
  });

  describe('and people whom the main portal hands over', () => {
    beforeEach(async () => {
      await updateUser(operator, cast.elena.id, { profile: { mainPortalId: 'E1' } });
    });
    const send = async (client: Client) =>
      client.post(
        '/handover',
        { token: await signed(claimsOf({ sub: 'E1', next: '/faq' }), SHARED) },
        FROM_MAIN,
      );

    it('who chose to have one are not asked for it: whoever vouches for them is', async () => {
      await setUpApp(await signIn(app.client(), 'elena'));
      expect((await send(app.client())).location).to.equal('/faq');
    });

    it('asks those who have to have one here, unless the settings trust whoever vouches for them', async () => {
      const { phone } = await setUpApp(await signIn(app.client(), 'elena'));
      await requireOf(GROUP.engineer);
      const client = app.client();
      expect((await send(client)).location).to.equal('/login/second');
      expect((await client.get('/profile')).location).to.match(/^\/login/);
      expect((await client.post('/login/second', { code: phone.code() })).location).to.equal('/faq');
      expect((await send(trusting.client())).location).to.equal('/faq');
    });

    it('leads those without one to set it up, unless the settings trust whoever vouches for them', async () => {
      await requireOf(GROUP.engineer);
      const client = app.client();
      await send(client);
      expect((await client.get('/faq')).location).to.equal('/profile/security?next=%2Ffaq');
      const trusted = trusting.client();
      await send(trusted);
      expect((await trusted.get('/faq')).status).to.equal(200);
      // Their password is the portal's own affair.
      const own = await signIn(trusting.client(), 'elena');
      expect((await own.get('/faq')).location).to.equal('/profile/security?next=%2Ffaq');
    });
  });
});
