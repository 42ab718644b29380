import { expect } from 'chai';
import { SignInFailure } from '../../src/models/sign-in-failure.ts';
import { ACCOUNT_FAILURES, ADDRESS_FAILURES } from '../../src/use-cases/people/sign-in-throttle.ts';
import { buildCast, buildUser, PASSWORD } from '../factories/people.ts';
import { startApp, type TestApp } from '../support/app.ts';

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
    for (const spelling of ['JÜRGEN', 'Ju\u0308rgen', ' jürgen ']) {
      expect((await attempt(spelling, PASSWORD, newAddress())).status, spelling).to.equal(429);
    }
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
    await buildCast();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => attempt('rosa', i === 49 ? PASSWORD : `guess ${i}`, newAddress())),
    );
    const looked = answers.filter(({ status }) => status !== 429);
    expect(looked.length).to.equal(ACCOUNT_FAILURES);
  });

  it('lock an address whatever accounts it tried, and no other address', async () => {
    await buildCast();
    const address = newAddress();
    const answers = await Promise.all(
      Array.from({ length: ADDRESS_FAILURES }, (_, i) => attempt(`nobody${i}`, 'x', address)),
    );
    expect(answers.map(({ status }) => status)).to.deep.equal(answers.map(() => 401));
    expect((await attempt('rosa', PASSWORD, address)).status).to.equal(429);
    expect((await attempt('rosa', PASSWORD, newAddress())).status).to.equal(303);
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
