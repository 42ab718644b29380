import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { expect } from 'chai';
import { Passkey } from '../../src/models/passkey.ts';
import { Session } from '../../src/models/session.ts';
import { User } from '../../src/models/user.ts';
import { challengesOf } from '../../src/sign-on/passkeys/challenges.ts';
import { addPasskey } from '../../src/use-cases/passkeys/add-passkey.ts';
import { askForNewPasskey } from '../../src/use-cases/passkeys/ask-for-new-passkey.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import { Authenticator, type Strange } from '../support/authenticator.ts';
import { Client, type Answer } from '../support/client.ts';
import { journal } from '../support/journal.ts';
import { ageProofs } from '../support/proof.ts';

describe('signing in by a passkey', function suite() {
  this.timeout(60_000);
  let app: TestApp;
  let cast: Cast;
  let device: Authenticator;
  let origin: string;

  before(async () => {
    app = await startApp();
    origin = app.url.replace('127.0.0.1', 'localhost');
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    device = new Authenticator(origin);
    const site = { rpId: 'localhost', origin };
    const asking = { site, challenges: challengesOf('any'), asked: { purpose: 'add', by: 'them' } } as const;
    const options = await askForNewPasskey(cast.rosa, asking);
    await addPasskey(cast.rosa, { name: 'Laptop', answer: device.create(options) }, asking);
  });

  const browser = (): Client => new Client(origin);
  async function questionFor(client: Client): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const asked = await client.post('/login/passkey/question');
    expect(asked.status).to.equal(200);
    return asked.json() as PublicKeyCredentialRequestOptionsJSON;
  }
  async function enter(client: Client, more: Record<string, string> = {}, strange: Strange = {}) {
    const answer = device.get(await questionFor(client), strange);
    return client.post('/login/passkey', { answer, ...more });
  }
  const isIn = async (client: Client) => (await client.get('/profile')).status === 200;

  it('asks for no name, and leads to the page that was asked for', async () => {
    const client = browser();
    const page = await client.get('/login?next=/profile');
    expect(page.text).to.contain('Sign in with a passkey').and.to.contain('username webauthn');
    const question = await questionFor(client);
    expect(question).to.include({ rpId: 'localhost', userVerification: 'required' });
    expect(question.allowCredentials).to.equal(undefined);
    const entered = await enter(client, { next: '/profile/sessions' });
    expect([entered.status, entered.location]).to.deep.equal([303, '/profile/sessions']);
    expect(await isIn(client)).to.equal(true);
    const [opened] = await journal({ name: 'session.opened' });
    expect(opened).to.include({ actorId: cast.rosa.id, origin: 'portal' });
    expect(opened?.details).to.deep.equal({ through: 'passkey' });
  });

  it('leads nowhere but to this site', async () => {
    expect((await enter(browser(), { next: 'https://evil.example/' })).location).to.equal('/');
  });

  it('has a cookie that scripts do not get, and stores nothing before somebody is in', async () => {
    const client = browser();
    const { headers } = await client.post('/login/passkey/question');
    expect(headers.getSetCookie().join()).to.match(
      /^portal-[\da-f]{8}-passkey=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    // Another tab asks, and the first one’s answer counts all the same.
    const first = await questionFor(client);
    await questionFor(client);
    expect(await Session.count()).to.equal(0);
    const answer = device.get(first);
    expect((await client.post('/login/passkey', { answer })).status).to.equal(303);
    expect(await isIn(client)).to.equal(true);
  });

  it('takes an answer in the browser that asked alone, once', async () => {
    const client = browser();
    const answer = device.get(await questionFor(client));
    const other = browser();
    const foreign: Answer = await other.post('/login/passkey', { answer });
    expect(foreign.status).to.equal(400);
    expect(foreign.text).to.contain('did not begin in this browser');
    await questionFor(other);
    expect((await other.post('/login/passkey', { answer })).status).to.equal(400);
    expect((await client.post('/login/passkey', { answer })).status).to.equal(303);
    const again = await client.post('/login/passkey', { answer });
    expect(again.status).to.equal(410);
    expect(await Session.count()).to.equal(1);
  });

  it('begins a session under a new id, whatever cookie was there', async () => {
    const client = browser();
    await enter(client);
    const before = [...client.cookies].find(([name]) => /^portal-[\da-f]{8}$/.test(name));
    await enter(client);
    const after = [...client.cookies].find(([name]) => /^portal-[\da-f]{8}$/.test(name));
    expect(after?.[1]).not.to.equal(before?.[1]);
  });

  it('is refused to other sites’ pages', async () => {
    const client = browser();
    const answer = device.get(await questionFor(client));
    const headers = { 'sec-fetch-site': 'cross-site' };
    for (const path of ['/login/passkey', '/login/passkey/question'])
      expect((await client.post(path, { answer }, headers)).status).to.equal(403);
    expect(await isIn(client)).to.equal(false);
  });

  it('says on the page why not, and to a dialog in JSON', async () => {
    const removed = await Passkey.findOne({ rejectOnEmpty: true });
    await Passkey.update({ credentialHash: 'of another' }, { where: { id: removed.id } });
    const client = browser();
    const page = await enter(client, { next: '/profile' });
    expect(page.status).to.equal(401);
    expect(page.text).to.contain('The portal does not know this passkey');
    expect(page.text).to.contain('name="next" value="/profile"');
    const answer = device.get(await questionFor(client));
    const json = await client.post('/login/passkey', { answer }, { accept: 'application/json' });
    expect((json.json() as { error: { code: string } }).error.code).to.equal('passkey_unknown');
    const odd = await client.post('/login/passkey', { answer: 'nothing' });
    expect(odd.status).to.equal(422);
    expect(odd.text).to.contain('This is no answer of a passkey');
    expect((await client.get('/login/passkey')).location).to.equal('/login');
  });

  it('lets nobody in on a page that was opened as somebody else', async () => {
    const refused = await enter(browser(), { openedAs: String(cast.emil.id) });
    expect(refused.status).to.equal(409);
    expect(refused.text).to.contain('This page was opened as');
  });

  it('has whoever was given a password choose one first', async () => {
    await User.update({ mustChangePassword: true }, { where: { id: cast.rosa.id } });
    const client = browser();
    await enter(client);
    expect((await client.get('/')).location).to.match(/^\/password/);
  });

  it('remembers the browser', async () => {
    const client = browser();
    await enter(client);
    await enter(client);
    await enter(browser());
    const told = (await journal({ name: 'session.opened' })).map(({ details }) => details.isNewDevice);
    expect(told).to.deep.equal([undefined, undefined, true]);
  });

  it('is not offered where browsers let no passkeys in', async () => {
    const plain = await app.client().get('/login');
    expect(plain.text).not.to.contain('passkey').and.not.to.contain('webauthn');
    expect((await app.client().post('/login/passkey/question')).status).to.equal(403);
    expect((await app.client().post('/login/passkey', { answer: '{}' })).status).to.equal(403);
  });
});

describe('a passkey in the profile', function suite() {
  this.timeout(60_000);
  let app: TestApp;
  let rosa: Client;
  let origin: string;

  before(async () => {
    app = await startApp();
    origin = app.url.replace('127.0.0.1', 'localhost');
  });
  after(() => app.stop());
  beforeEach(async () => {
    await buildCast();
    rosa = await signIn(new Client(origin), 'rosa');
  });

  const PATH = '/profile/security/passkeys';
  const wantsJson = { accept: 'application/json' };
  async function add(client: Client, device: Authenticator, name = 'Laptop'): Promise<Answer> {
    const asked = await client.post(`${PATH}/question`, {}, wantsJson);
    expect(asked.status).to.equal(200);
    const answer = device.create(asked.json() as PublicKeyCredentialCreationOptionsJSON);
    return client.post(PATH, { name, answer });
  }

  it('is added, listed and removed, and its owner has recovery codes by the first one', async () => {
    const first = await add(rosa, new Authenticator(origin), 'My <laptop>');
    expect(first.status).to.equal(200);
    expect(first.text).to.contain('Your recovery codes');
    const second = await add(rosa, new Authenticator(origin), 'Key');
    expect(second.location).to.equal('/profile/security?told=passkey_added');
    const page = await rosa.get('/profile/security');
    expect(page.text).to.contain('My &lt;laptop&gt;').and.to.contain('Key');
    const [row] = await Passkey.findAll({ order: [['id', 'ASC']] });
    const removed = await rosa.post(`${PATH}/${row?.id}/remove`);
    expect(removed.location).to.equal('/profile/security?told=passkey_removed');
    expect(await Passkey.count()).to.equal(1);
    const emil = await signIn(new Client(origin), 'emil');
    const [other] = await Passkey.findAll();
    expect((await emil.post(`${PATH}/${other?.id}/remove`)).status).to.equal(404);
  });

  it('ends the other sessions of its person with the first, and none with another', async () => {
    const other = await signIn(new Client(origin), 'rosa');
    const emil = await signIn(new Client(origin), 'emil');
    const device = new Authenticator(origin);
    await add(rosa, device);
    const later = new Client(origin);
    const asked = await later.post('/login/passkey/question');
    const answer = device.get(asked.json() as PublicKeyCredentialRequestOptionsJSON);
    expect((await later.post('/login/passkey', { answer })).status).to.equal(303);
    await add(rosa, new Authenticator(origin), 'Another');
    const statuses = [];
    for (const one of [rosa, other, later, emil]) statuses.push((await one.get('/profile')).status);
    expect(statuses).to.deep.equal([200, 303, 200, 200]);
  });

  it('says at the form what is wrong, and keeps the name', async () => {
    const nameless = await add(rosa, new Authenticator(origin), ' ');
    expect(nameless.status).to.equal(422);
    expect(nameless.text).to.contain('Give the passkey a name');
    const strange = await rosa.post(PATH, { name: 'Kept name', answer: 'x' });
    expect(strange.status).to.equal(422);
    expect(strange.text).to.contain('This is no answer of a passkey').and.to.contain('Kept name');
    const foreign = await add(
      await signIn(new Client(origin), 'emil'),
      new Authenticator('http://localhost:1'),
    );
    expect(foreign.status).to.equal(403);
    expect(foreign.text).to.contain('another address than the portal’s');
    expect((await rosa.get(PATH)).location).to.equal('/profile/security');
  });

  it('is asked for by nobody who is not signed in, nor long after they were', async () => {
    const nobody = await new Client(origin).post(`${PATH}/question`);
    expect(nobody.location).to.match(/^\/login/);
    await add(rosa, new Authenticator(origin));
    await ageProofs();
    const late = await rosa.post(`${PATH}/question`, {}, wantsJson);
    expect((late.json() as { error: { code: string } }).error.code).to.equal('proof_needed');
    const [row] = await Passkey.findAll();
    expect((await rosa.post(`${PATH}/${row?.id}/remove`)).location).to.match(/^\/confirm/);
    expect(await Passkey.count()).to.equal(1);
    expect((await rosa.get('/profile/security')).text).to.contain('href="/confirm?next=/profile/security"');
  });

  it('stands for the password where they confirm that it is they', async () => {
    const device = new Authenticator(origin);
    await add(rosa, device);
    await ageProofs();
    expect((await rosa.get('/confirm/ways')).json()).to.include({ hasPasskey: true, isProven: false });
    expect((await rosa.get('/confirm?next=/faq')).text).to.contain('Confirm with a passkey');
    const asked = await rosa.post('/confirm/passkey/question');
    const answer = device.get(asked.json() as PublicKeyCredentialRequestOptionsJSON);
    const emil = await signIn(new Client(origin), 'emil');
    expect((await emil.post('/confirm/passkey', { answer })).status).to.be.within(400, 403);
    const forged = device.get(asked.json() as PublicKeyCredentialRequestOptionsJSON, { isVerified: false });
    expect((await rosa.post('/confirm/passkey', { answer: forged })).status).to.equal(401);
    const confirmed = await rosa.post('/confirm/passkey', { answer, next: '/faq' });
    expect(confirmed.location).to.equal('/faq');
    expect((await rosa.get('/confirm/ways')).json()).to.include({ isProven: true });
    expect((await rosa.post('/confirm/passkey', { answer })).status).to.be.within(400, 410);
    expect((await emil.post('/confirm/passkey/question')).status).to.equal(401);
  });

  it('is the second step in place of a code', async () => {
    const device = new Authenticator(origin);
    await add(rosa, device);
    const client = new Client(origin);
    const login = await client.post('/login', { username: 'rosa', password: PASSWORD, next: '/faq' });
    expect(login.location).to.equal('/login/second');
    expect((await client.get('/profile')).status).to.equal(303);
    expect((await client.get('/login/second')).text).to.contain('Use a passkey');
    const asked = await client.post('/login/second/passkey/question');
    const question = asked.json() as PublicKeyCredentialRequestOptionsJSON;
    const bad = await client.post('/login/second/passkey', {
      answer: device.get(question, { isVerified: false }),
    });
    expect([bad.status, bad.text.includes('cannot be believed')]).to.deep.equal([401, true]);
    const passed = await client.post('/login/second/passkey', { answer: device.get(question) });
    expect(passed.location).to.equal('/faq');
    expect((await client.get('/profile')).status).to.equal(200);
    // Nobody is awaited any more, and nobody was here.
    const stranger = new Client(origin);
    expect((await stranger.post('/login/second/passkey/question', {}, wantsJson)).status).to.equal(401);
    expect((await stranger.post('/login/second/passkey', { answer: '{}' })).location).to.equal(
      '/login?late=1',
    );
  });

  it('cannot be added under an address that browsers let none in under', async () => {
    const byAddress = await signIn(app.client(), 'rosa');
    const page = await byAddress.get('/profile/security');
    expect(page.text).to.contain('Passkeys need an address that begins with https');
    expect(page.text).not.to.contain('data-passkey="new"');
    expect((await byAddress.post(`${PATH}/question`, {}, wantsJson)).status).to.equal(403);
  });
});

describe('signing in by a passkey under a path', function suite() {
  this.timeout(60_000);

  it('is bound to the host of BASE_URL, whatever the last hop is', async () => {
    const app = await startApp({
      environment: { BASE_URL: 'https://alphalab.example/it', TRUST_PROXY: 'loopback' },
    });
    const client = app.client();
    const from = { 'x-forwarded-host': 'alphalab.example', origin: 'https://alphalab.example' };
    const page = await client.get('/it/login', from);
    expect(page.text).to.contain('action="/it/login/passkey"');
    const asked = await client.post('/it/login/passkey/question', {}, from);
    expect(asked.json()).to.include({ rpId: 'alphalab.example' });
    expect(asked.headers.getSetCookie().join()).to.match(
      /^__Secure-portal-[\da-f]{8}-passkey=[\w-]{22}; Path=\/it; HttpOnly; Secure; SameSite=Lax$/,
    );
    await app.stop();
  });
});
