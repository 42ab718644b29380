import { expect } from 'chai';
import { TrustedDevice } from '../../src/models/trusted-device.ts';
import { operator } from '../../src/policies/actor.ts';
import { endOthersSessions } from '../../src/use-cases/people/end-others-sessions.ts';
import { removeExpired } from '../../src/use-cases/people/remove-expired.ts';
import { setPassword } from '../../src/use-cases/people/set-password.ts';
import { resetFactor } from '../../src/use-cases/second-factor/reset-factor.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';
import { journal } from '../support/journal.ts';
import { forgetUses, setUpApp, type Phone } from '../support/second-factor.ts';

const NEW = 'eleven purple kettles';

describe('a device that is remembered', function suite() {
  this.timeout(60_000);
  let app: TestApp;
  let cast: Cast;
  let phone: Phone;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    ({ phone } = await setUpApp(await signIn(app.client(), 'amir')));
  });

  const enter = async (client: Client, username = 'amir', password = PASSWORD, next = '/faq') =>
    (await client.post('/login', { username, password, next })).location;

  /** Signs in with a code and lets the browser be remembered. */
  async function remembered(client = app.client(), of = phone, username = 'amir'): Promise<Client> {
    await forgetUses();
    expect(await enter(client, username)).to.equal('/login/second');
    const answer = await client.post('/login/second', { code: of.code(), remember: 'on' });
    expect(answer.location).to.equal('/faq');
    return client;
  }

  it('takes the password alone, for thirty days, and both are told', async () => {
    const client = await remembered();
    const device = await TrustedDevice.findOne({ rejectOnEmpty: true });
    const days = (device.expires.getTime() - Date.now()) / 86_400_000;
    expect(days).to.be.within(29.9, 30);
    const [, token = ''] = [...client.cookies].find(([name]) => name.endsWith('-trust')) ?? [];
    expect(token).to.match(/^[\w-]{43}$/);
    expect(device.tokenHash).not.to.contain(token);
    await client.post('/logout');
    expect(await enter(client)).to.equal('/faq');
    const opened = await journal({ name: 'session.opened', subjectId: cast.amir.id });
    expect(opened.map(({ details }) => details.factor)).to.deep.equal([undefined, 'totp', 'device']);
    expect(await journal({ name: 'user.device_remembered', subjectId: cast.amir.id })).to.have.length(1);
    expect((await client.get('/profile/security')).text).to.contain('Forget');
  });

  it('is not remembered unless that was asked for, nor elsewhere', async () => {
    const client = app.client();
    await enter(client);
    await client.post('/login/second', { code: phone.code() });
    expect(await TrustedDevice.count()).to.equal(0);
    expect(await enter(client)).to.equal('/login/second');
    await remembered();
    expect(await enter(app.client())).to.equal('/login/second');
  });

  it('serves each of its people, and nobody else', async () => {
    const client = await remembered();
    const { phone: elenas } = await setUpApp(await signIn(app.client(), 'elena'));
    expect(await enter(client, 'elena')).to.equal('/login/second');
    await remembered(client, elenas, 'elena');
    expect(await enter(client, 'elena')).to.equal('/faq');
    expect(await enter(client)).to.equal('/faq');
    // With the other’s row alone, the cookie is of no use.
    await TrustedDevice.destroy({ where: { userId: cast.amir.id } });
    expect(await enter(client)).to.equal('/login/second');
    expect(await enter(client, 'elena')).to.equal('/faq');
  });

  it('is forgotten by its person alone', async () => {
    const client = await remembered();
    const { id } = await TrustedDevice.findOne({ rejectOnEmpty: true });
    const elena = await signIn(app.client(), 'elena');
    await elena.post(`/profile/security/devices/${id}/forget`);
    expect(await TrustedDevice.count()).to.equal(1);
    const answer = await client.post(`/profile/security/devices/${id}/forget`);
    expect(answer.location).to.equal('/profile/security?told=forgotten');
    expect(await enter(client)).to.equal('/login/second');
    await signIn(client, 'amir');
    expect(await journal({ name: 'user.device_forgotten' })).to.have.length(1);
  });

  for (const [what, change] of [
    ['the password changes', () => setPassword(operator, cast.amir.id, NEW, false)],
    ['all sessions are ended', () => endOthersSessions(cast.asha, cast.amir.id)],
    ['the second factor is reset', () => resetFactor(cast.asha, cast.amir.id)],
    ['its time is over', () => TrustedDevice.update({ expires: new Date(Date.now() - 1000) }, { where: {} })],
  ] as const) {
    it(`counts no more when ${what}`, async () => {
      const client = await remembered();
      await change();
      if (what.includes('reset')) ({ phone } = await setUpApp(await signIn(app.client(), 'amir')));
      const password = what.includes('password') ? NEW : PASSWORD;
      expect(await enter(client, 'amir', password)).to.equal('/login/second');
    });
  }

  it('counts by the version of the sessions even where its row stayed', async () => {
    const client = await remembered();
    const device = await TrustedDevice.findOne({ rejectOnEmpty: true });
    await setPassword(operator, cast.amir.id, NEW, false);
    await TrustedDevice.create({ ...device.get({ plain: true }) });
    expect(await enter(client, 'amir', NEW)).to.equal('/login/second');
  });

  it('is removed in time', async () => {
    await remembered();
    await TrustedDevice.update({ expires: new Date(Date.now() - 1000) }, { where: {} });
    await removeExpired();
    expect(await TrustedDevice.count()).to.equal(0);
  });

  it('is none where the settings say so', async () => {
    const client = await remembered();
    const strict = await startApp({ environment: { SECOND_FACTOR_DAYS: '0' } });
    try {
      const there = strict.client();
      for (const [name, value] of client.cookies) there.cookies.set(name, value);
      expect(await enter(there)).to.equal('/login/second');
      expect((await there.get('/login/second')).text).not.to.contain('Remember this device');
      await forgetUses();
      await there.post('/login/second', { code: phone.code(), remember: 'on' });
      expect(await TrustedDevice.count()).to.equal(1);
    } finally {
      await strict.stop();
    }
  });
});
