import { expect } from 'chai';
import { database } from '../../src/database/connect.ts';
import { Session } from '../../src/models/session.ts';
import { User } from '../../src/models/user.ts';
import { UserGroup } from '../../src/models/user-group.ts';
import { LIFE_MS, SessionStore } from '../../src/web/session-store.ts';
import { DEVICE_SUFFIX } from '../../src/web/device-cookie.ts';
import { sessionCookie } from '../../src/web/session-cookie.ts';
import { buildCast, PASSWORD } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';

describe('sessions', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  /** The name of the session's cookie, which the browser's memory of people stands beside. */
  const cookieOf = (client: Client): string =>
    [...client.cookies.keys()].filter((name) => !name.endsWith(DEVICE_SUFFIX)).join();

  /** Another browser that got hold of the same cookie. */
  function copyOf(client: Client): Client {
    const copy = app.client();
    for (const [name, value] of client.cookies) copy.cookies.set(name, value);
    return copy;
  }

  async function isSignedIn(client: Client): Promise<boolean> {
    const { status, location } = await client.get('/');
    if (status === 200) return true;
    expect({ status, location }).to.deep.equal({ status: 303, location: '/login' });
    return false;
  }

  it('leave no trace of those who did not sign in', async () => {
    const client = app.client();
    await client.get('/login');
    await client.get('/');
    expect([...client.cookies]).to.deep.equal([]);
    expect(await Session.count()).to.equal(0);
  });

  it('have a cookie that scripts and other sites do not get', async () => {
    await buildCast();
    const { headers } = await app.client().post('/login', { username: 'rosa', password: PASSWORD });
    const cookies = headers.getSetCookie().toSorted();
    expect(cookies).to.have.length(2);
    expect(cookies[0]).to.match(
      /^portal-[\da-f]{8}-device=.*; Max-Age=34560000; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/,
    );
    expect(cookies[1]).to.match(/^portal-[\da-f]{8}=.*; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
  });

  it('have a Secure cookie where browsers come by https', async () => {
    await buildCast();
    const settings: Record<string, string>[] = [
      { BASE_URL: 'https://portal.example' },
      { TRUST_PROXY: 'loopback' },
    ];
    for (const environment of settings) {
      const https = await startApp({ environment });
      const headers = { 'x-forwarded-proto': 'https' };
      const answer = await https.client().post('/login', { username: 'rosa', password: PASSWORD }, headers);
      for (const cookie of answer.headers.getSetCookie()) expect(cookie).to.contain('; Secure');
      const plain = await https.client().post('/login', { username: 'rosa', password: PASSWORD });
      const expected = 'BASE_URL' in environment;
      for (const cookie of plain.headers.getSetCookie()) {
        expect(cookie.includes('; Secure'), cookie).to.equal(expected);
      }
      await https.stop();
    }
  });

  it('have a name of their own for each installation, and one that no neighbour can set by https', () => {
    const name = (baseUrl: string | undefined, secret = 'one') => sessionCookie({ baseUrl }, secret);
    expect(name(undefined).name).to.equal(name(undefined).name).and.not.equal(name(undefined, 'other').name);
    expect(name(undefined).attributes).to.include({ path: '/', secure: 'auto' });
    expect(name('http://portal.example').name).to.equal(name(undefined).name);
    const cases: [string, RegExp, string][] = [
      ['https://portal.example', /^__Host-portal-[\da-f]{8}$/, '/'],
      ['https://portal.example/it', /^__Secure-portal-[\da-f]{8}$/, '/it'],
    ];
    for (const [baseUrl, pattern, path] of cases) {
      expect(name(baseUrl).name).to.match(pattern);
      expect(name(baseUrl).attributes).to.include({ path, secure: true });
    }
  });

  it('are taken back by https in a way that browsers accept', async () => {
    await buildCast();
    const https = await startApp({ environment: { BASE_URL: 'https://portal.example/it' } });
    const client = https.client();
    const { headers } = await client.post('/login', { username: 'rosa', password: PASSWORD });
    const given = headers.getSetCookie().join();
    expect(given).to.match(/^__Secure-.*; Path=\/it; Expires=.*; HttpOnly; Secure; SameSite=Lax$/);
    const taken = (await client.post('/logout')).headers.getSetCookie().join();
    expect(taken).to.match(/^__Secure-.*; Path=\/it; Expires=.* 1970 .*; HttpOnly; Secure; SameSite=Lax$/);
    await https.stop();
  });

  it('cannot be taken over with what the database holds of them', async () => {
    await buildCast();
    const client = await signIn(app.client(), 'rosa');
    const [row] = await Session.findAll();
    const cookie = decodeURIComponent(client.cookies.get(cookieOf(client)) ?? '');
    const [, id = ''] = /^s:([^.]+)\./.exec(cookie) ?? [];
    expect(id.length).to.be.greaterThan(20);
    expect(JSON.stringify(row)).not.to.contain(id);
    // Even who can sign cookies has no id to sign: the stored one opens nothing.
    await Session.update({ sid: id }, { where: {} });
    expect(await isSignedIn(client)).to.equal(false);
  });

  it('are forgotten when they are over, at the next sign-in', async () => {
    const fresh = await startApp();
    await buildCast();
    await signIn(fresh.client(), 'rosa');
    await Session.update({ expires: new Date(Date.now() - 1000) }, { where: {} });
    const later = await startApp();
    await signIn(later.client(), 'sam');
    expect(await Session.count()).to.equal(1);
    await Promise.all([fresh.stop(), later.stop()]);
  });

  it('get a new id at sign-in, whatever id the browser came with', async () => {
    await buildCast();
    const client = await signIn(app.client(), 'rosa');
    const name = cookieOf(client);
    const before = client.cookies.get(name);
    const old = copyOf(client);
    await signIn(client, 'sam');
    expect(client.cookies.get(name)).to.be.a('string').and.not.equal(before);
    expect(await isSignedIn(old)).to.equal(false);
    const planted = app.client();
    planted.cookies.set(name, 's%3Aplanted.signature');
    await signIn(planted, 'rosa');
    expect(planted.cookies.get(name)).not.to.contain('planted');
  });

  it('end with signing out, for every copy of the cookie', async () => {
    await buildCast();
    const client = await signIn(app.client(), 'rosa');
    const copy = copyOf(client);
    expect(await isSignedIn(copy)).to.equal(true);
    const { status, location } = await client.post('/logout');
    expect({ status, location }).to.deep.equal({ status: 303, location: '/login' });
    expect(cookieOf(client), 'the browser still knows whose it is').to.equal('');
    expect(await isSignedIn(copy)).to.equal(false);
    expect(await Session.count()).to.equal(0);
    expect((await copy.get('/logout')).status).to.equal(404);
  });

  it('end everywhere but here when the password is changed', async () => {
    await buildCast();
    const here = await signIn(app.client(), 'rosa');
    const there = await signIn(app.client(), 'rosa');
    const copy = copyOf(here);
    const fields = {
      currentPassword: PASSWORD,
      newPassword: 'another long sentence',
      repeatPassword: 'another long sentence',
    };
    expect((await here.post('/password', fields)).status).to.equal(303);
    expect(await isSignedIn(here)).to.equal(true);
    expect(await isSignedIn(there)).to.equal(false);
    expect(await isSignedIn(copy)).to.equal(false);
    expect((await app.client().post('/login', { username: 'rosa', password: PASSWORD })).status).to.equal(
      401,
    );
    await signIn(app.client(), 'rosa', 'another long sentence');
  });

  it('end with the next request after a deactivation', async () => {
    const { rosa } = await buildCast();
    const client = await signIn(app.client(), 'rosa');
    await User.update({ isActive: false }, { where: { id: rosa.id } });
    expect(await isSignedIn(client)).to.equal(false);
    await User.update({ isActive: true }, { where: { id: rosa.id } });
    expect(await isSignedIn(client)).to.equal(false);
  });

  it('end when the session version was raised, even if the row is still there', async () => {
    const { rosa } = await buildCast();
    const client = await signIn(app.client(), 'rosa');
    await User.increment('sessionVersion', { where: { id: rosa.id } });
    expect(await isSignedIn(client)).to.equal(false);
    expect(await Session.count()).to.equal(0);
  });

  it('know of a demotion and a promotion with the next request', async () => {
    const { elena } = await buildCast();
    const client = await signIn(app.client(), 'elena');
    expect((await client.get('/admin')).status).to.equal(200);
    const [membership] = await UserGroup.findAll({ where: { userId: elena.id } });
    await UserGroup.destroy({ where: { userId: elena.id } });
    const refused = await client.get('/admin');
    expect(refused.status).to.equal(403);
    expect(refused.text).to.contain('href="/"');
    expect((await client.get('/')).text).not.to.contain('href="/admin"');
    await UserGroup.create({ userId: elena.id, groupId: membership?.groupId ?? 0 });
    expect((await client.get('/admin')).status).to.equal(200);
  });

  it('end when their time is over, before anybody has cleaned up', async () => {
    await buildCast();
    const client = await signIn(app.client(), 'rosa');
    await Session.update({ expires: new Date(Date.now() - 1000) }, { where: {} });
    expect(await isSignedIn(client)).to.equal(false);
  });

  it('are prolonged by use, every few minutes', async () => {
    await buildCast();
    const client = await signIn(app.client(), 'rosa');
    const [row] = await Session.findAll();
    const soon = new Date(Date.now() + 60_000);
    const data = JSON.parse(row?.data ?? '{}') as Record<string, unknown>;
    await row?.update({ expires: soon });
    await client.get('/');
    expect((await row?.reload())?.expires.getTime()).to.equal(soon.getTime());
    await row?.update({ data: JSON.stringify({ ...data, seenAt: Date.now() - 10 * 60_000 }) });
    await client.get('/');
    expect((await row?.reload())?.expires.getTime()).to.be.greaterThan(Date.now() + 7 * 60 * 60_000);
  });

  it('never outlive a week, nor come back after they were ended', async () => {
    const store = new SessionStore(database());
    const user = await buildCast();
    const startedAt = Date.now() - LIFE_MS + 60_000;
    const cookie = { originalMaxAge: 1000, expires: new Date(Date.now() + 86_400_000) };
    const data = { cookie, userId: user.rosa.id, sessionVersion: 0, startedAt };
    const set = (seen: object) =>
      new Promise<void>((resolve, reject) => {
        store.set('an-id', { ...data, ...seen }, (error) => (error ? reject(error) : resolve()));
      });
    await set({});
    const row = await Session.findOne({ rejectOnEmpty: true });
    expect(row.expires.getTime()).to.be.at.most(startedAt + LIFE_MS);
    expect(row.userId).to.equal(user.rosa.id);
    await row.destroy();
    await set({ seenAt: Date.now() });
    expect(await Session.count()).to.equal(0);
  });

  it('send strangers to the sign-in page, the panel’s script included', async () => {
    for (const path of [
      '/',
      '/complaints/new',
      '/complaints/1',
      '/profile',
      '/password',
      '/admin',
      '/admin/resources/users',
    ]) {
      const { status, location } = await app.client().get(path);
      expect(status, path).to.equal(303);
      expect(location, path).to.match(/^\/login/);
    }
    for (const path of ['/complaints', '/profile', '/password']) {
      const { status, location } = await app.client().post(path, {});
      expect({ status, location }, path).to.deep.equal({ status: 303, location: '/login' });
    }
    for (const path of ['/admin/api/resources/users/actions/list', '/ADMIN/API/dashboard']) {
      const { status, location } = await app.client().get(path, { accept: 'application/json' });
      expect({ status, location }, path).to.deep.equal({ status: 302, location: '/login' });
    }
  });
});
