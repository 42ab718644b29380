import { expect } from 'chai';
import { Group } from '../../src/models/group.ts';
import { Session } from '../../src/models/session.ts';
import { SignInIdentity } from '../../src/models/sign-in-identity.ts';
import { UserGroup } from '../../src/models/user-group.ts';
import { User } from '../../src/models/user.ts';
import { operator } from '../../src/policies/actor.ts';
import { setActive } from '../../src/use-cases/people/set-active.ts';
import { setPassword } from '../../src/use-cases/people/set-password.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import { Client, type Answer } from '../support/client.ts';
import { eventually } from '../browser/support/eventually.ts';
import { journal } from '../support/journal.ts';
import { byHand } from '../support/journal-watch.ts';
import { setUpApp } from '../support/second-factor.ts';
import { passThrough, startProvider, type TestProvider } from '../support/provider.ts';

const OF_ROSA = { email: 'Rosa@alphalab.example', email_verified: true, preferred_username: 'rosa.r' };

describe('single sign-on at a real provider', function suite() {
  this.timeout(60_000);
  let provider: TestProvider;
  let app: TestApp;
  let cast: Cast;

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
    provider.signsIn = 'r-1';
  });

  const atProvider = () => new Client(provider.issuer);
  const begin = async (client: Client, next = ''): Promise<string> =>
    (await client.get(`/login/sso${next === '' ? '' : `?next=${encodeURIComponent(next)}`}`)).location ?? '';
  const signOn = async (client: Client, next = '', browser = atProvider()): Promise<Answer> =>
    client.get(await passThrough(await begin(client, next), browser));
  const refusals = async () =>
    (await journal({ name: 'session.refused' })).map(({ details, subjectId }) => [details.reason, subjectId]);

  it('signs in whoever has the verified address, links them, goes where they wanted, and the journal says how', async () => {
    const client = app.client();
    const answer = await signOn(client, '/profile?x=1');
    expect([answer.status, answer.location]).to.deep.equal([303, '/profile?x=1']);
    const page = await client.get('/profile');
    expect(page.text).to.contain('Rosa Reporter').and.to.contain(new URL(provider.issuer).host);
    const events = await journal();
    expect(events.map(({ name, actorId, details }) => [name, actorId, details])).to.deep.equal([
      ['user.linked', cast.rosa.id, { service: provider.issuer }],
      ['session.opened', cast.rosa.id, { through: 'oidc' }],
    ]);
    const [link, ...more] = await SignInIdentity.findAll();
    expect(more).to.deep.equal([]);
    expect(link).to.include({ userId: cast.rosa.id, issuer: provider.issuer, subject: 'r-1' });
    expect(link?.lastUsedAt).to.be.instanceOf(Date);
    expect(client.cookies.size, 'the session, the device, and no question').to.equal(2);
  });

  it('asks whoever a group requires to have a second factor for it here, and the session knows the provider', async () => {
    const { phone } = await setUpApp(await signIn(app.client(), 'rosa'));
    const free = app.client();
    expect((await signOn(free, '/faq')).location).to.equal('/faq');
    await free.post('/logout');
    await byHand(async () => {
      const strict = await Group.create({ name: 'Strict', requiresSecondFactor: true });
      await UserGroup.create({ userId: cast.rosa.id, groupId: strict.id });
    });
    const client = app.client();
    expect((await signOn(client, '/faq')).location).to.equal('/login/second');
    expect((await client.get('/profile')).location).to.match(/^\/login/);
    const [half] = await Session.findAll({ where: { userId: null } });
    expect(half?.identityId).to.be.a('number');
    expect((await client.post('/login/second', { code: phone.code() })).location).to.equal('/faq');
    const opened = (await journal({ name: 'session.opened' })).at(-1);
    expect(opened?.details).to.include({ through: 'oidc', factor: 'totp' });
    const [session] = await Session.findAll({
      where: { userId: cast.rosa.id },
      order: [['createdAt', 'DESC']],
    });
    expect(session?.identityId).to.equal(half?.identityId);
    // It signs out at the provider as well, by what that said before the second step.
    expect(session?.idToken).to.be.a('string');
    expect((await client.post('/logout')).text).to.contain('You are signed out here');
  });

  it('awaits nobody any more whose link is taken away meanwhile', async () => {
    const { phone } = await setUpApp(await signIn(app.client(), 'rosa'));
    await byHand(async () => {
      const strict = await Group.create({ name: 'Strict', requiresSecondFactor: true });
      await UserGroup.create({ userId: cast.rosa.id, groupId: strict.id });
    });
    const client = app.client();
    expect((await signOn(client)).location).to.equal('/login/second');
    await SignInIdentity.destroy({ where: {} });
    expect((await client.post('/login/second', { code: phone.code() })).location).to.equal('/login?late=1');
  });

  it('knows them afterwards by their subject alone, whatever the provider says of their address', async () => {
    await signOn(app.client());
    provider.accounts.set('r-1', { email: 'sam@alphalab.example', email_verified: true });
    const client = app.client();
    expect((await signOn(client)).location).to.equal('/');
    expect((await client.get('/profile')).text).to.contain('Rosa Reporter');
    expect(await SignInIdentity.count()).to.equal(1);
  });

  it('leads who has been signed in before straight on, and IT staff to the panel', async () => {
    const client = await signIn(app.client(), 'rosa');
    expect(await begin(client, '/faq')).to.equal('/faq');
    provider.accounts.set('e-1', { email: 'elena@alphalab.example', email_verified: true });
    provider.signsIn = 'e-1';
    expect((await signOn(app.client())).location).to.equal('/admin');
  });

  it('works in several tabs at once, each with its own page', async () => {
    const [client, browser] = [app.client(), atProvider()];
    const pages = ['/faq', '/profile', '/notifications'];
    const starts: string[] = [];
    for (const page of pages) starts.push(await begin(client, page));
    const backs: string[] = [];
    for (const start of starts) backs.push(await passThrough(start, browser));
    // In another order than they began in.
    for (const index of [2, 0, 1])
      expect((await client.get(backs[index] ?? '')).location).to.equal(pages[index]);
    expect(client.cookies.size).to.equal(2);
  });

  it('forgets the oldest of very many tabs, and never sends more cookies than proxies take', async () => {
    const client = app.client();
    const first = await begin(client, `/faq?${'x'.repeat(900)}`);
    for (let tab = 0; tab < 12; tab += 1) await begin(client, `/faq?${tab}${'y'.repeat(800)}`);
    const cookies = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    expect(cookies.length).to.be.below(4000);
    const refused = await client.get(await passThrough(first, atProvider()));
    expect(refused.status).to.equal(400);
    expect((await signOn(client, `/faq?${'z'.repeat(900)}`)).location).to.match(/^\/faq\?z{900}$/);
  });

  it('takes a page of another site for none', async () => {
    for (const next of ['//evil.example', 'https://evil.example/', String.raw`/\evil`]) {
      await Session.destroy({ where: {} });
      expect((await signOn(app.client(), next)).location, next).to.equal('/');
    }
  });

  it('refuses an answer in another browser than the one that asked, as somebody might lead others into their account', async () => {
    const attacker = app.client();
    const back = await passThrough(await begin(attacker), atProvider());
    const victim = app.client();
    const answer = await victim.get(back);
    expect(answer.status).to.equal(400);
    expect(answer.text).to.contain('This sign-in did not begin here');
    expect(victim.cookies.size).to.equal(0);
    // Nor does a question of their own make it theirs.
    await begin(victim);
    expect((await victim.get(back)).status).to.equal(400);
    expect(await refusals()).to.deep.equal([
      ['sso_other_browser', null],
      ['sso_other_browser', null],
    ]);
    const stays = await signIn(app.client(), 'sam');
    expect((await stays.get(back)).location, 'whoever is signed in stays who they are').to.equal('/');
    expect((await stays.get('/profile')).text).to.contain('Sam Stranger');
    expect((await attacker.get(back)).status).to.equal(303);
  });

  it('takes each answer once', async () => {
    const client = app.client();
    const back = await passThrough(await begin(client), atProvider());
    const kept = new Map(client.cookies);
    expect((await client.get(back)).status).to.equal(303);
    expect((await client.get(back)).location, 'back in the same browser').to.equal('/');
    // A browser that brings its old cookies: the provider knows that the code was used.
    const again = app.client();
    for (const [name, value] of kept) again.cookies.set(name, value);
    const answer = await again.get(back);
    expect(answer.status).to.equal(410);
    expect(answer.text).to.contain('This way in was used already');
    expect(await journal({ name: 'session.opened' })).to.have.length(1);
  });

  it('asks by GET alone, and uses nothing up by HEAD', async () => {
    const client = app.client();
    const back = await passThrough(await begin(client), atProvider());
    expect((await client.request(back, { method: 'HEAD' })).status).to.equal(405);
    expect((await client.post('/login/sso')).status).to.equal(405);
    expect((await client.get(back)).status).to.equal(303);
  });

  it('says so when somebody changes their mind, and counts that as no failure', async () => {
    provider.signsIn = '';
    for (let times = 0; times < 32; times += 1) {
      const answer = await signOn(app.client());
      expect(answer.status).to.equal(403);
      expect(answer.text).to.contain('You were not signed in').and.to.contain('Try again');
    }
  });

  it('lets an account wait that was refused ten times, and nobody else', async () => {
    provider.accounts.set('n-1', { email: 'nobody@alphalab.example', email_verified: true });
    provider.signsIn = 'n-1';
    for (let times = 0; times < 10; times += 1) expect((await signOn(app.client())).status).to.equal(403);
    const answer = await signOn(app.client());
    expect(answer.status).to.equal(429);
    expect(Number(answer.headers.get('retry-after'))).to.be.greaterThan(0);
    expect(answer.text).to.contain('Too many attempts');
    expect(await refusals()).to.have.length(10);
    provider.signsIn = 'r-1';
    expect((await signOn(app.client())).status).to.equal(303);
  });

  it('lets no page of another site lock a network out, or fill the journal', async () => {
    const made = () => app.client().get('/login/sso/callback?code=c&state=s');
    for (let times = 0; times < 30; times += 1) expect((await made()).status).to.equal(400);
    expect((await made()).status).to.equal(429);
    expect(await refusals()).to.have.length(30);
    await signIn(app.client(), 'rosa');
    expect((await signOn(app.client())).status).to.equal(303);
  });

  it('tells that the service does not answer, while passwords work, and goes on when it is back', async () => {
    const fresh = await startApp({ environment: provider.environment });
    const client = app.client();
    const back = await passThrough(await begin(client), atProvider());
    const comeBack = await provider.goAway();
    try {
      const begun = await fresh.client().get('/login/sso?next=/faq');
      expect([begun.status, begun.headers.get('retry-after')]).to.deep.equal([503, '5']);
      expect(begun.text)
        .to.contain('The sign-in service does not answer')
        .and.to.contain('/login?next=%2Ffaq');
      const midway = await client.get(back);
      expect(midway.status).to.equal(503);
      await signIn(fresh.client(), 'rosa');
    } finally {
      await comeBack();
    }
    expect((await signOn(app.client())).status).to.equal(303);
    expect((await fresh.client().get('/login/sso')).status).to.equal(303);
    await fresh.stop();
  });

  it('does not let in who was deactivated, nor ends their sessions late', async () => {
    const client = app.client();
    await signOn(client);
    await setActive(operator, [cast.rosa.id], false);
    expect((await client.get('/profile')).location).to.contain('/login');
    const answer = await signOn(app.client());
    expect(answer.status).to.equal(403);
    expect(answer.text).to.contain('Your account here is not active');
    expect(await refusals()).to.deep.equal([['sso_inactive', cast.rosa.id]]);
  });

  it('asks whoever signed in there for no new password here', async () => {
    await setPassword(operator, cast.rosa.id, 'given by somebody else', true);
    const client = app.client();
    await signOn(client);
    expect((await client.get('/')).status).to.equal(200);
    const local = await signIn(app.client(), 'rosa', 'given by somebody else');
    expect((await local.get('/')).location).to.contain('/password');
  });

  it('signs out there as well, where somebody came from there', async () => {
    const [client, browser] = [app.client(), atProvider()];
    await signOn(client, '', browser);
    const page = await client.post('/logout');
    expect(page.status).to.equal(200);
    const [, address = ''] = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(page.text) ?? [];
    const asked = new URL(address.replaceAll('&amp;', '&'));
    expect(asked.origin).to.equal(provider.issuer);
    expect(asked.searchParams.get('post_logout_redirect_uri')).to.equal(`${app.url}/login`);
    expect(asked.searchParams.get('client_id')).to.equal('it-portal');
    expect((await browser.get(asked.pathname + asked.search)).text).to.contain('Sign out everywhere');
    expect((await client.get('/profile')).location).to.contain('/login');
    const local = await signIn(app.client(), 'rosa');
    expect((await local.post('/logout')).location).to.equal('/login');
  });

  it('keeps what the provider said encrypted, and apart from what each request reads', async () => {
    await signOn(app.client());
    const [session] = await Session.findAll();
    expect(session?.idToken).to.match(/^\d\./);
    expect(session?.data).not.to.contain('eyJ');
    expect(session?.providerSession).to.match(/^[0-9a-f]{64}$/);
  });

  it('ends a session when it is ended at the provider, by the provider’s own order, and no other', async () => {
    const [client, browser, elsewhere] = [app.client(), atProvider(), app.client()];
    await signOn(client, '', browser);
    await signOn(elsewhere);
    const local = await signIn(app.client(), 'rosa');
    const page = await browser.get('/session/end');
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page.text) ?? [];
    await browser.post('/session/end/confirm', { xsrf, logout: 'yes' });
    await eventually(async () => expect((await client.get('/profile')).status).to.equal(303));
    expect((await elsewhere.get('/profile')).status).to.equal(200);
    expect((await local.get('/profile')).status).to.equal(200);
    const [ended] = await journal({ name: 'session.ended' });
    expect(ended).to.deep.include({ subjectId: cast.rosa.id, actorId: null, actorName: 'Single sign-on' });
    expect(ended?.details).to.deep.equal({ reason: 'signed_out_elsewhere', count: 1 });
  });

  it('tells of a browser that was not known, to whoever signed in before', async () => {
    const client = app.client();
    await signOn(client);
    await client.post('/logout');
    await signOn(client);
    await signOn(app.client());
    const opened = await journal({ name: 'session.opened' });
    expect(opened.map(({ details }) => details.isNewDevice)).to.deep.equal([undefined, undefined, true]);
  });

  it('has a button on the page to sign in, which remembers where to go', async () => {
    const page = (await app.client().get('/login?next=/faq')).text;
    expect(page).to.contain('href="/login/sso?next=%2Ffaq"').and.to.contain('Sign in with Alpha ID');
    const plain = await startApp();
    expect((await plain.client().get('/login')).text).not.to.contain('/login/sso');
    expect((await plain.client().get('/login/sso')).status).to.equal(404);
    expect((await plain.client().post('/login/sso/ended')).status).to.equal(404);
    await plain.stop();
    expect(await User.count()).to.equal(6);
  });
});
