import { expect } from 'chai';
import { RecoveryCode } from '../../src/models/recovery-code.ts';
import { SecondFactor } from '../../src/models/second-factor.ts';
import { Session } from '../../src/models/session.ts';
import { operator } from '../../src/policies/actor.ts';
import { drawPasswordLink } from '../../src/use-cases/people/password-links.ts';
import { setActive } from '../../src/use-cases/people/set-active.ts';
import { setPassword } from '../../src/use-cases/people/set-password.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';
import { journal } from '../support/journal.ts';
import { forgetUses, setUpApp, type Phone } from '../support/second-factor.ts';

const WRONG = 'This code is not right, or was used already.';
const NEW = 'eleven purple kettles';

describe('the second step of a sign-in', function suite() {
  // Comparing passwords is slow on purpose.
  this.timeout(60_000);
  let app: TestApp;
  let cast: Cast;
  let phone: Phone;
  let codes: string[];
  before(async () => {
    app = await startApp({ panel: true });
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    ({ phone, codes } = await setUpApp(await signIn(app.client(), 'amir')));
  });

  const isIn = async (client: Client) => (await client.get('/profile')).status === 200;
  const reasons = async () =>
    (await journal({ name: 'session.refused' })).map(({ details }) => details.reason);

  /** A browser in which the password of Amir was right. */
  async function half(password = PASSWORD, client = app.client(), next = ''): Promise<Client> {
    const answer = await client.post('/login', { username: 'amir', password, next });
    expect([answer.status, answer.location]).to.deep.equal([303, '/login/second']);
    return client;
  }

  const give = (client: Client, code: string, more: Record<string, string> = {}) =>
    client.post('/login/second', { code, ...more });

  it('leads on from the code to the page that was asked for', async () => {
    const client = await half(PASSWORD, app.client(), '/faq?x=1');
    const page = await client.get('/login/second');
    expect(page.status).to.equal(200);
    expect(page.text).to.contain('autoComplete="one-time-code"').and.to.contain('inputMode="numeric"');
    for (const told of ['amir', 'Amir', 'alphalab.example']) expect(page.text).not.to.contain(told);
    const code = phone.code();
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
    const answer = await give(client, spaced);
    expect([answer.status, answer.location]).to.deep.equal([303, '/faq?x=1']);
    expect(await isIn(client)).to.equal(true);
    expect((await client.get('/login/second')).location).to.equal('/admin');
    const opened = (await journal({ name: 'session.opened' })).at(-1);
    expect(opened?.subjectId).to.equal(cast.amir.id);
    expect(opened?.details).to.include({ factor: 'totp' });
  });

  it('is no session of anybody: neither portal nor panel takes it for one, and the journal tells of none', async () => {
    const before = await journal({ name: 'session.opened' });
    const client = await half();
    for (const path of ['/', '/profile', '/profile/security', '/complaints/new', '/notifications', '/admin'])
      expect((await client.get(path)).location, path).to.match(/^\/login/);
    for (const path of ['/admin/api/resources/users/actions/list', '/login/again'])
      expect((await client.get(path)).location, path).to.match(/^\/login/);
    expect((await client.get('/login/ways')).json()).to.include({ person: null });
    expect((await client.post('/profile', { phoneNumber: '123' })).location).to.match(/^\/login/);
    expect((await client.get('/login')).status).to.equal(200);
    expect(await journal({ name: 'session.opened' })).to.have.length(before.length);
    expect(await Session.count({ where: { userId: cast.amir.id } })).to.equal(1);
    expect(await Session.count({ where: { userId: null } })).to.equal(1);
  });

  it('has a session id of its own, and the session that follows another', async () => {
    const client = await signIn(app.client(), 'rosa');
    const ids = () => [...client.cookies].find(([name]) => /portal-[0-9a-f]+$/.test(name))?.[1];
    const [rosas] = [ids()];
    await half(PASSWORD, client);
    const halfway = ids();
    await give(client, phone.code());
    expect(new Set([rosas, halfway, ids()]).size).to.equal(3);
    expect(await Session.count({ where: { userId: cast.rosa.id } })).to.equal(0);
    expect(await Session.count({ where: { userId: null } })).to.equal(0);
  });

  it('answers without a password before as to anybody', async () => {
    const client = app.client();
    expect((await client.get('/login/second')).location).to.equal('/login');
    expect((await give(client, phone.code())).location).to.equal('/login?late=1');
    expect((await client.get('/login?late=1')).text).to.contain('Sign in again.');
  });

  it('ends after ten minutes', async () => {
    const client = await half();
    const [row] = await Session.findAll({ where: { userId: null } });
    const life = (row?.expires.getTime() ?? 0) - Date.now();
    expect(life).to.be.within(8 * 60_000, 10 * 60_000);
    await Session.update({ expires: new Date(Date.now() - 1000) }, { where: { userId: null } });
    expect((await give(client, phone.code())).location).to.equal('/login?late=1');
    expect(await isIn(client)).to.equal(false);
  });

  for (const [what, change] of [
    ['the password changes', () => setPassword(operator, cast.amir.id, NEW)],
    ['its person is deactivated', () => setActive(operator, [cast.amir.id], false)],
  ] as const) {
    it(`ends when ${what}`, async () => {
      const client = await half();
      await change();
      expect((await give(client, phone.code())).location).to.equal('/login?late=1');
      expect(await isIn(client)).to.equal(false);
    });
  }

  it('takes a code once, in the words for a wrong one, and none that is older', async () => {
    const code = phone.code();
    expect((await give(await half(), code)).status).to.equal(303);
    const again = await give(await half(), code);
    const wrong = await give(await half(), code === '000000' ? '000001' : '000000');
    const older = await give(await half(), phone.code(-1));
    for (const { status, text } of [again, wrong, older]) {
      expect(status).to.equal(422);
      expect(text).to.contain(WRONG);
    }
    expect(again.text).to.equal(wrong.text);
    expect(await reasons()).to.deep.equal(['wrong_code', 'wrong_code', 'wrong_code']);
  });

  it('lets one of two in who send the same code at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      await forgetUses();
      const clients = [await half(), await half()];
      const code = phone.code();
      const answers = await Promise.all(clients.map((client) => give(client, code)));
      expect(answers.map(({ status }) => status)).to.have.members([303, 422]);
    }
  });

  it('takes a recovery code once, also of two at the same moment, however it is typed', async () => {
    const [first = '', second = '', third = ''] = codes;
    const way = { way: 'recovery' };
    const clients = [await half(), await half()];
    const answers = await Promise.all(clients.map((client) => give(client, first, way)));
    expect(answers.map(({ status }) => status)).to.have.members([303, 422]);
    expect((await give(await half(), first, way)).text).to.contain('was used already');
    const messy = ` ${second.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'l')} `;
    expect((await give(await half(), messy, way)).status).to.equal(303);
    expect((await give(await half(), third.slice(1), way)).status).to.equal(422);
    const told = await journal({ name: 'user.factor_recovered' });
    expect(told.map(({ details, subjectId }) => [details.left, subjectId])).to.deep.equal([
      [9, cast.amir.id],
      [8, cast.amir.id],
    ]);
    const [row] = await RecoveryCode.findAll();
    expect(row?.codeHash).to.match(/^[0-9a-f]{64}$/);
    // Somebody else’s is none of theirs.
    const elena = await setUpApp(await signIn(app.client(), 'elena'));
    expect((await give(await half(), elena.codes[0] ?? '', way)).status).to.equal(422);
  });

  it('warns whoever has hardly any recovery codes left', async () => {
    await RecoveryCode.destroy({ where: { userId: cast.amir.id } });
    const client = await half(PASSWORD, app.client(), '/faq');
    const answer = await give(client, phone.code());
    expect(answer.location).to.equal('/profile/security?told=few&next=%2Ffaq');
    const page = await client.get(answer.location ?? '');
    expect(page.text).to.contain('hardly any recovery codes left').and.to.contain('href="/faq"');
    expect(page.text).to.contain('You have no recovery codes left.');
  });

  it('waits after five failures, which neither a right password nor a new one forgives, and tells of it', async () => {
    const client = await half();
    for (let failure = 0; failure < 5; failure += 1)
      expect((await give(client, '000000')).status, String(failure)).to.equal(422);
    const late = await give(client, phone.code());
    expect(late.status).to.equal(429);
    expect(late.headers.get('retry-after')).to.match(/^\d+$/);
    expect((await give(await half(), phone.code())).status).to.equal(429);
    await setPassword(operator, cast.amir.id, NEW, false);
    expect((await give(await half(NEW), phone.code())).status).to.equal(429);
    expect((await reasons()).slice(0, 6)).to.deep.equal([
      ...Array<string>(4).fill('wrong_code'),
      'second_factor_guessed',
      'locked',
    ]);
  });

  it('lets its person go on with a browser that is known while others guess', async () => {
    const known = await half();
    expect((await give(known, phone.code())).status).to.equal(303);
    await known.post('/logout');
    const guesser = await half();
    for (let failure = 0; failure < 6; failure += 1) await give(guesser, '000000');
    await forgetUses();
    expect((await give(await half(PASSWORD, known), phone.code())).status).to.equal(303);
  });

  it('is not got round by a link that sets a password', async () => {
    const link = await drawPasswordLink(cast.amir.id, 'amir@alphalab.example');
    const token = new URL(link, 'http://portal.example').searchParams.get('token') ?? '';
    const client = app.client();
    await client.post('/password/new', { token, newPassword: NEW, repeatPassword: NEW });
    expect(await isIn(client)).to.equal(false);
    await half(NEW, client);
  });

  it('is told to a dialog over a page, which gives the factor in a tab of its own', async () => {
    const client = app.client();
    const headers = { accept: 'application/json' };
    const form = { username: 'amir', password: PASSWORD, openedAs: String(cast.amir.id) };
    const answer = await client.post('/login', form, headers);
    expect(answer.status).to.equal(401);
    expect(answer.json()).to.have.nested.property('error.code', 'second_factor_due');
    expect((await give(client, phone.code())).location).to.equal('/login/again');
    expect((await client.get('/login/ways')).json()).to.include({ person: cast.amir.id });
  });

  it('says what to do where the portal runs with another key', async () => {
    await SecondFactor.update({ secret: 'not of this key' }, { where: {} });
    const client = await half();
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const answer = await give(client, phone.code());
      expect(answer.status).to.equal(503);
      expect(answer.text).to.contain('Use a recovery code');
    }
    expect((await give(client, codes[0] ?? '', { way: 'recovery' })).status).to.equal(303);
  });
});
