import { expect } from 'chai';
import { RecoveryCode } from '../../src/models/recovery-code.ts';
import { SecondFactor } from '../../src/models/second-factor.ts';
import { Session } from '../../src/models/session.ts';
import { User } from '../../src/models/user.ts';
import { ACCOUNT_FAILURES } from '../../src/use-cases/people/sign-in-throttle.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Answer, Client } from '../support/client.ts';
import { byHand } from '../support/journal-watch.ts';
import { journal } from '../support/journal.ts';
import { ageProofs } from '../support/proof.ts';
import { draftOn, forgetUses, setUpApp, type Phone } from '../support/second-factor.ts';

const NEW = 'eleven purple kettles';
const hidden = (page: Answer, name: string) =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page.text)?.[1] ?? '';

describe('confirming who one is with a second factor', function suite() {
  this.timeout(60_000);
  let app: TestApp;
  let cast: Cast;
  let amir: Client;
  let phone: Phone;
  let codes: string[];
  before(async () => {
    app = await startApp({ panel: true });
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    amir = await signIn(app.client(), 'amir');
    ({ phone, codes } = await setUpApp(amir));
  });

  const ways = async (client = amir) => (await client.get('/confirm/ways')).json();
  const isProven = async (client = amir) => ((await ways(client)) as { isProven: boolean }).isProven;
  const confirm = (fields: Record<string, string>, client = amir) => client.post('/confirm', fields);
  const reasons = async () =>
    (await journal({ name: 'session.refused', subjectId: cast.amir.id })).map(
      ({ details }) => details.reason,
    );

  it('takes the password and a code, never one of them alone', async () => {
    await ageProofs();
    expect(await ways()).to.include({ hasPassword: true, due: 'app', isProven: false });
    const page = await amir.get('/confirm?next=/faq');
    expect(page.text).to.contain('Code of your app').and.to.contain('autoComplete="one-time-code"');
    const code = phone.code();
    for (const [fields, told] of [
      [{ password: PASSWORD }, 'Enter a code of your app, or a recovery code.'],
      [{ code }, 'Enter your password.'],
      [{ password: 'a wrong one', code }, 'This is not your password.'],
      [{ password: PASSWORD, code: '12' }, 'This code is not right'],
      [{ password: PASSWORD, code: `${code}${code}` }, 'This code is not right'],
    ] as const) {
      const refused = await confirm(fields);
      expect([refused.status, refused.text.includes(told)], told).to.deep.equal([422, true]);
      expect(refused.text).not.to.contain(PASSWORD);
      expect(await isProven()).to.equal(false);
    }
    // With a wrong password nobody looks at the code: it is good still.
    expect((await confirm({ password: PASSWORD, code, next: '/faq' })).location).to.equal('/faq');
    expect(await isProven()).to.equal(true);
    const told = await journal({ name: 'session.confirmed' });
    expect(told).to.have.length(1);
  });

  it('takes a code once, though two send it at the same moment, and none that was taken at the sign-in', async () => {
    const code = phone.code();
    const other = app.client();
    await other.post('/login', { username: 'amir', password: PASSWORD });
    await other.post('/login/second', { code });
    await ageProofs();
    expect((await confirm({ password: PASSWORD, code })).status).to.equal(422);
    await forgetUses();
    const sent = await Promise.all(
      [amir, other].map((client) => confirm({ password: PASSWORD, code }, client)),
    );
    expect(sent.map(({ status }) => status)).to.have.members([303, 422]);
  });

  it('takes a recovery code once, and tells its person', async () => {
    await ageProofs();
    const [code = ''] = codes;
    expect((await confirm({ password: PASSWORD, code })).status).to.equal(303);
    await ageProofs();
    expect((await confirm({ password: PASSWORD, code })).status).to.equal(422);
    expect(await journal({ name: 'user.factor_recovered' })).to.have.length(1);
    expect(await RecoveryCode.count({ where: { usedAt: null } })).to.equal(codes.length - 1);
  });

  it('takes recovery codes where codes of the app cannot be looked at, to set up another app as well', async () => {
    await byHand(() => SecondFactor.update({ secret: '2.0123456789ab.AAAA' }, { where: {} }));
    await ageProofs();
    const [one = '', two = ''] = codes;
    expect((await confirm({ password: PASSWORD, code: '123456' })).status).to.equal(503);
    expect((await confirm({ password: PASSWORD, code: one })).status).to.equal(303);
    const { draft, phone: other } = draftOn((await amir.get('/profile/security/app')).text);
    const done = await amir.post('/profile/security/app', { draft, code: other.code(), present: two });
    expect(done.status, done.text).to.equal(200);
  });

  it('waits after five wrong codes, with its own count, and tells its person that somebody knows the password', async () => {
    const [code = ''] = codes;
    await ageProofs();
    for (let tried = 0; tried < ACCOUNT_FAILURES; tried += 1)
      expect((await confirm({ password: PASSWORD, code: '1' })).status).to.equal(422);
    const late = await confirm({ password: PASSWORD, code });
    expect([late.status, late.headers.has('retry-after')]).to.deep.equal([429, true]);
    expect(await reasons()).to.deep.equal([
      ...Array<string>(ACCOUNT_FAILURES - 1).fill('wrong_code'),
      'second_factor_guessed',
      'locked',
    ]);
    // Who comes in from elsewhere is not locked out by it.
    const other = app.client();
    await other.post('/login', { username: 'amir', password: PASSWORD });
    expect((await other.post('/login/second', { code: phone.code() })).location).to.equal('/admin');
  });

  it('is asked of a browser that is remembered: it stands for no second factor here', async () => {
    const client = app.client();
    await client.post('/login', { username: 'amir', password: PASSWORD });
    await client.post('/login/second', { code: phone.code(), remember: 'on' });
    expect(await isProven(client)).to.equal(true);
    await client.post('/logout');
    const again = await client.post('/login', { username: 'amir', password: PASSWORD, next: '/faq' });
    expect(again.location).to.equal('/faq');
    expect(await isProven(client)).to.equal(false);
    expect((await client.get('/profile/security/app')).location).to.match(/^\/confirm/);
  });

  it('comes before another password, which the present one alone does not set', async () => {
    const form = { currentPassword: PASSWORD, newPassword: NEW, repeatPassword: NEW };
    await ageProofs();
    const [{ passwordHash }] = (await User.scope('withPassword').findAll({
      where: { id: cast.amir.id },
    })) as [User];
    expect((await amir.get('/password')).location).to.equal('/confirm?next=%2Fpassword');
    expect((await amir.post('/password', form)).location).to.equal('/confirm?next=%2Fpassword');
    const after = await User.scope('withPassword').findByPk(cast.amir.id, { rejectOnEmpty: true });
    expect(after.passwordHash).to.equal(passwordHash);
    await confirm({ password: PASSWORD, code: phone.code() });
    expect((await amir.post('/password', form)).location).to.equal('/profile?saved=password');
    expect(await isProven()).to.equal(true);
  });

  it('can be given although a password has to be changed first', async () => {
    await byHand(() => User.update({ mustChangePassword: true }, { where: { id: cast.amir.id } }));
    await ageProofs();
    expect((await amir.get('/password')).location).to.equal('/confirm?next=%2Fpassword');
    expect((await amir.get('/confirm?next=/password')).status).to.equal(200);
    const done = await confirm({ password: PASSWORD, code: phone.code(), next: '/password' });
    expect(done.location).to.equal('/password');
    expect((await amir.get('/password')).status).to.equal(200);
  });

  it('is not asked of whoever has none', async () => {
    const rosa = await signIn(app.client(), 'rosa');
    await ageProofs();
    expect(await ways(rosa)).to.include({ due: null });
    expect((await rosa.get('/confirm')).text).not.to.contain('name="code"');
    expect((await confirm({ password: PASSWORD }, rosa)).status).to.equal(303);
  });

  describe('that somebody sets up first', () => {
    /** Sets up an app for Emil while somebody signs in as him; the codes are his alone. */
    async function race(emil: Client, other: Client, lead: number): Promise<void> {
      const { draft, phone: his } = draftOn((await emil.get('/profile/security/app')).text);
      const enter = other.post('/login', { username: 'emil', password: PASSWORD });
      await new Promise((resolve) => setTimeout(resolve, lead));
      const set = emil.post('/profile/security/app', { draft, code: his.code() });
      expect((await set).status).to.equal(200);
      await enter;
    }

    it('leaves no session of a sign-in that was under way, and its own goes on', async () => {
      for (const lead of [0, 40, 80, 120, 160, 200]) {
        const emil = await signIn(app.client(), 'emil');
        const other = app.client();
        await race(emil, other, lead);
        expect((await emil.get('/profile')).status, `${lead} ms: his own`).to.equal(200);
        expect((await other.get('/profile')).location, `${lead} ms`).to.match(/^\/login/);
        await byHand(async () => {
          await SecondFactor.destroy({ where: { userId: cast.emil.id } });
          await RecoveryCode.destroy({ where: { userId: cast.emil.id } });
          await Session.destroy({ where: { userId: cast.emil.id } });
        });
      }
    });

    it('ends what began by the password alone, whenever its row comes', async () => {
      const emil = await signIn(app.client(), 'emil');
      const other = await signIn(app.client(), 'emil');
      const row = await Session.findOne({
        where: { userId: cast.emil.id },
        order: [['createdAt', 'DESC']],
        rejectOnEmpty: true,
      });
      const { sid, data, expires } = row;
      await setUpApp(emil);
      // As a sign-in stores it whose password was looked at before.
      await byHand(() => Session.create({ sid, userId: cast.emil.id, data, expires }));
      expect((await other.get('/profile')).location).to.match(/^\/login/);
      expect((await emil.get('/profile')).status).to.equal(200);
      expect((await emil.get('/profile/security')).status, 'and later').to.equal(200);
    });
  });

  it('is asked before one’s own sessions end, and then the same ones do', async () => {
    const other = app.client();
    await other.post('/login', { username: 'amir', password: PASSWORD });
    await other.post('/login/second', { code: phone.code() });
    await forgetUses();
    const page = await amir.get('/profile/sessions');
    const form = { formOwner: hidden(page, 'formOwner'), handle: hidden(page, 'handle') };
    await ageProofs();
    const asked = await amir.post('/profile/sessions/end', form);
    expect(asked.location).to.match(/^\/confirm\?next=%2Fkept%2F/);
    expect((await other.get('/profile')).status).to.equal(200);
    const kept = decodeURIComponent(asked.location?.split('next=')[1] ?? '');
    // Looking at it ends nothing.
    expect((await amir.get(kept)).location).to.equal('/profile/sessions');
    expect((await other.get('/profile')).status).to.equal(200);
    const done = await confirm({ password: PASSWORD, code: phone.code(), next: kept });
    expect(done.location).to.equal('/profile/sessions?told=ended');
    expect((await other.get('/profile')).location).to.match(/^\/login/);
    expect((await amir.get('/profile')).status).to.equal(200);
  });
});
