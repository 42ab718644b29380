import { expect } from 'chai';
import { Op } from 'sequelize';
import { SignInFailure } from '../../src/models/sign-in-failure.ts';
import { inTurn } from '../../src/use-cases/people/hash-queue.ts';
import { ACCOUNT_FAILURES, ADDRESS_FAILURES } from '../../src/use-cases/people/sign-in-throttle.ts';
import { setPassword } from '../../src/use-cases/people/set-password.ts';
import { operator } from '../../src/policies/actor.ts';
import { DEVICE_SUFFIX } from '../../src/web/device-cookie.ts';
import { buildCast, buildUser, PASSWORD } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import { hashedAsInUse } from '../support/cheap-hashes.ts';
import type { Client } from '../support/client.ts';

const SLOW = 'a sentence hashed as in use';

describe('too many failed sign-ins', function suite() {
  // Comparing passwords is slow on purpose.
  this.timeout(120_000);
  let app: TestApp;
  before(async () => {
    app = await startApp({ environment: { TRUST_PROXY: 'loopback' } });
  });
  after(() => app.stop());

  let serial = 0;
  /** An address that nobody has used yet. */
  function newAddress(): string {
    serial += 1;
    return `203.0.113.${serial}`;
  }

  function attempt(username: string, password: string, address: string, at: TestApp = app) {
    return at.client().post('/login', { username, password }, { 'x-forwarded-for': address });
  }

  /** The browser was closed and opened again: it is still the same device. */
  function forgetSession(client: Client): void {
    for (const name of client.cookies.keys()) if (!name.endsWith(DEVICE_SUFFIX)) client.cookies.delete(name);
  }

  /** Somebody whose password takes as long to look at as in use, unlike those of the factories: time to be outrun in. */
  async function buildSlow(username: string): Promise<void> {
    const { id } = await buildUser({ username });
    await hashedAsInUse(() => setPassword(operator, id, SLOW));
  }

  async function failOften(username: string, times = ACCOUNT_FAILURES): Promise<void> {
    for (let i = 0; i < times; i += 1) {
      expect((await attempt(username, 'wrong password', newAddress())).status).to.equal(401);
    }
  }

  it('lock the account for everybody, and the page says until when', async () => {
    await buildCast();
    await failOften('rosa');
    for (const spelling of ['rosa', 'ROSA', '  Rosa']) {
      const { status, text, headers } = await attempt(spelling, PASSWORD, newAddress());
      expect(status, spelling).to.equal(429);
      expect(text).to.match(/Too many failed attempts\. Try again in 1[45] minutes\./);
      expect(Number(headers.get('retry-after'))).to.be.within(840, 900);
    }
    expect((await attempt('sam', PASSWORD, newAddress())).status).to.equal(303);
  });

  it('lock a name that nobody has in the very same way', async () => {
    await buildCast();
    await failOften('rosa');
    await failOften('nobody');
    const [real, madeUp] = [
      await attempt('rosa', 'x', newAddress()),
      await attempt('nobody', 'x', newAddress()),
    ];
    expect(madeUp.status).to.equal(real.status);
    expect(madeUp.text.replaceAll('nobody', 'rosa')).to.equal(real.text);
  });

  it('lock every spelling that means the same person', async () => {
    await buildUser({ username: 'jürgen' });
    await failOften('jürgen');
    for (const spelling of ['JÜRGEN', 'Ju\u0308rgen', ' jürgen ', 'ｊüｒｇｅｎ', 'jürgen@alphalab.example']) {
      expect((await attempt(spelling, PASSWORD, newAddress())).status, spelling).to.equal(429);
    }
  });

  it('count every spelling together, name and e-mail address alike', async () => {
    await buildUser({ username: 'karla' });
    const spellings = ['karla', 'KARLA', 'ｋarla', 'karla@alphalab.example', 'Karla@AlphaLab.example'];
    for (const spelling of spellings) {
      expect((await attempt(spelling, 'wrong password', newAddress())).status, spelling).to.equal(401);
    }
    for (const spelling of spellings) {
      expect((await attempt(spelling, PASSWORD, newAddress())).status, spelling).to.equal(429);
    }
  });

  it('are not looked at when the name is none: too long, or with something that nobody sees', async () => {
    for (const name of ['karla\u200b', `karla${'\u200b'.repeat(200)}`, 'kar\0la', 'x'.repeat(255)]) {
      const { status, text } = await attempt(name, PASSWORD, newAddress());
      expect(status, name).to.equal(422);
      expect(text).to.contain('id="username-error"');
    }
    const real = await attempt('a%00b'.replace('%00', '\0'), 'x', newAddress());
    expect(real.status).to.equal(422);
  });

  it('are forgiven when an administrator sets another password', async () => {
    const { id } = await buildUser({ username: 'lena' });
    await SignInFailure.create({ key: `user:${id}`, points: 5, expires: new Date(Date.now() + 60_000) });
    await SignInFailure.create({
      key: `user:${id}:device:x`,
      points: 5,
      expires: new Date(Date.now() + 60_000),
    });
    await SignInFailure.create({ key: `user:${id}1`, points: 5, expires: new Date(Date.now() + 60_000) });
    expect((await attempt('lena', PASSWORD, newAddress())).status).to.equal(429);
    await setPassword(operator, id, 'another long sentence');
    expect((await attempt('lena', 'another long sentence', newAddress())).status).to.equal(303);
    const left = await SignInFailure.findAll({ where: { key: { [Op.like]: 'user:%' } } });
    expect(left.map(({ key }) => key)).to.deep.equal([`user:${id}1`]);
  });

  it('from afar do not lock out a device that signed in before, which has a count of its own', async () => {
    const [mona] = [await buildUser({ username: 'mona' }), await buildUser({ username: 'nina' })];
    const own = app.client();
    const post = (client: Client, username: string, password: string) =>
      client.post('/login', { username, password }, { 'x-forwarded-for': newAddress() });
    expect((await post(own, 'mona', PASSWORD)).status).to.equal(303);
    const name = [...own.cookies.keys()].find((one) => one.endsWith(DEVICE_SUFFIX)) ?? '';
    const cookie = own.cookies.get(name) ?? '';
    await failOften('mona');
    expect((await attempt('mona', PASSWORD, newAddress())).status, 'another device').to.equal(429);
    forgetSession(own);
    expect((await post(own, 'mona', PASSWORD)).status, 'her own device').to.equal(303);
    expect((await attempt('mona', PASSWORD, newAddress())).status, 'still another device').to.equal(429);

    // A memory that somebody made up or bent, or that is of somebody else, counts as none.
    const [id = '', rest = ''] = cookie.split('~');
    const forged = [`${id}~${mona.id}.${'A'.repeat(43)}`, `${'0'.repeat(32)}~${rest}`, `${cookie}A`, 'x', ''];
    for (const value of forged) {
      const client = app.client();
      client.cookies.set(name, value);
      expect((await post(client, 'mona', PASSWORD)).status, value).to.equal(429);
    }
    const others = app.client();
    expect((await post(others, 'nina', PASSWORD)).status).to.equal(303);
    forgetSession(others);
    expect((await post(others, 'mona', PASSWORD)).status, 'a device of somebody else').to.equal(429);

    forgetSession(own);
    for (let i = 0; i < ACCOUNT_FAILURES; i += 1) {
      expect((await post(own, 'mona', 'wrong password')).status).to.equal(401);
    }
    expect((await post(own, 'mona', PASSWORD)).status, 'its own count').to.equal(429);
  });

  it('to name one’s present password lock its change, not the sign-in, and look at none that comes at once', async () => {
    await buildSlow('olga');
    const client = await signIn(app.client(), 'olga', SLOW);
    const change = (currentPassword: string) => {
      const next = 'another long sentence';
      return client.post('/password', { currentPassword, newPassword: next, repeatPassword: next });
    };
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => change(`guess ${i}`)));
    expect(answers.filter(({ status }) => status === 422)).to.have.length(ACCOUNT_FAILURES);
    const locked = await change(SLOW);
    expect(locked.status).to.equal(429);
    expect(locked.text).to.contain('Too many failed attempts').and.contain('name="currentPassword"');
    expect(Number(locked.headers.get('retry-after'))).to.be.within(800, 900);
    expect((await attempt('olga', SLOW, newAddress())).status).to.equal(303);
  });

  it('are none where so many passwords are looked at that nobody had the time for these', async () => {
    const { id } = await buildUser({ username: 'petra' });
    const client = await signIn(app.client(), 'petra');
    const newPassword = 'another long sentence';
    const form = { currentPassword: PASSWORD, newPassword, repeatPassword: newPassword };
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const others = Array.from({ length: 52 }, () => inTurn(() => held));
    const address = newAddress();
    for (let i = 0; i <= ACCOUNT_FAILURES; i += 1) {
      expect((await attempt('petra', PASSWORD, address)).status).to.equal(503);
      expect((await client.post('/password', form)).status).to.equal(503);
    }
    letGo();
    await Promise.all(others);
    const counts = await SignInFailure.findAll({
      where: { key: [`address:${address}`, `user:${id}`, `user:${id}:password`] },
    });
    expect(counts.map(({ points }) => points)).to.deep.equal([0, 0, 0]);
    expect((await client.post('/password', form)).status).to.equal(303);
    expect((await attempt('petra', newPassword, address)).status).to.equal(303);
  });

  it('count in every process and over a restart', async () => {
    await buildCast();
    const other = await startApp({ environment: { TRUST_PROXY: 'loopback' } });
    for (let i = 0; i < ACCOUNT_FAILURES; i += 1) {
      await attempt('rosa', 'wrong password', newAddress(), i % 2 === 0 ? app : other);
    }
    await other.stop();
    const restarted = await startApp({ environment: { TRUST_PROXY: 'loopback' } });
    expect((await attempt('rosa', PASSWORD, newAddress(), restarted)).status).to.equal(429);
    await restarted.stop();
  });

  it('cannot be outrun: of 50 guesses at once no more are looked at than one after the other', async () => {
    await buildSlow('rosa');
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => attempt('rosa', i === 49 ? SLOW : `guess ${i}`, newAddress())),
    );
    const looked = answers.filter(({ status }) => status !== 429);
    expect(looked.length).to.equal(ACCOUNT_FAILURES);
  });

  it('lock an address whatever accounts it tried, and no other address', async () => {
    await buildCast();
    const address = newAddress();
    // Of the most that are let through, the last ones.
    const last = 6;
    const points = ADDRESS_FAILURES - last;
    await SignInFailure.create({ key: `address:${address}`, points, expires: new Date(Date.now() + 60_000) });
    const answers = await Promise.all(
      Array.from({ length: last }, (_, i) => attempt(`nobody${i}`, 'x', address)),
    );
    expect(answers.map(({ status }) => status)).to.deep.equal(answers.map(() => 401));
    expect((await attempt('rosa', PASSWORD, address)).status).to.equal(429);
    expect((await attempt('rosa', PASSWORD, newAddress())).status).to.equal(303);
  });

  it('count an address once, whatever port comes with it', async () => {
    await SignInFailure.create({
      key: 'address:198.51.100.9',
      points: ADDRESS_FAILURES,
      expires: new Date(Date.now() + 60_000),
    });
    for (const address of ['198.51.100.9:1024', '198.51.100.9:1025', '::ffff:198.51.100.9']) {
      expect((await attempt('nobody', 'x', address)).status, address).to.equal(429);
    }
  });

  it('count the network of an IPv6 address', async () => {
    await SignInFailure.create({
      key: 'address:2001:db8:1:2::/64',
      points: ADDRESS_FAILURES,
      expires: new Date(Date.now() + 60_000),
    });
    expect((await attempt('nobody', 'x', '2001:db8:1:2:aaaa::1')).status).to.equal(429);
    expect((await attempt('nobody', 'x', '2001:db8:1:3:aaaa::1')).status).to.equal(401);
  });

  it('do not take the word of a stranger for their address', async () => {
    await buildCast();
    const direct = await startApp();
    for (let i = 0; i < ADDRESS_FAILURES; i += 1) {
      await SignInFailure.upsert({
        key: 'address:127.0.0.1',
        points: i + 1,
        expires: new Date(Date.now() + 60_000),
      });
    }
    expect((await attempt('rosa', PASSWORD, newAddress(), direct)).status).to.equal(429);
    await direct.stop();
  });

  it('count failures only: what succeeds is taken back', async () => {
    await buildCast();
    const address = newAddress();
    for (let i = 0; i < ACCOUNT_FAILURES + 2; i += 1) {
      expect((await attempt('rosa', PASSWORD, address)).status).to.equal(303);
    }
    await failOften('rosa', ACCOUNT_FAILURES - 1);
    expect((await attempt('rosa', PASSWORD, address)).status).to.equal(303);
    await failOften('rosa', ACCOUNT_FAILURES - 1);
    expect((await attempt('rosa', PASSWORD, address)).status).to.equal(303);
    const row = await SignInFailure.findByPk(`address:${address}`);
    expect(row?.points).to.equal(0);
  });

  it('are forgotten when their time is over', async () => {
    await buildCast();
    await failOften('rosa');
    await SignInFailure.update({ expires: new Date(Date.now() - 2000) }, { where: {} });
    expect((await attempt('rosa', 'wrong password', newAddress())).status).to.equal(401);
    expect((await attempt('rosa', PASSWORD, newAddress())).status).to.equal(303);
  });
});
