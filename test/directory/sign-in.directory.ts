import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { expect } from 'chai';
import { readConfig } from '../../src/config.ts';
import { SignInFailure } from '../../src/models/sign-in-failure.ts';
import { SignInIdentity } from '../../src/models/sign-in-identity.ts';
import { User } from '../../src/models/user.ts';
import { operator } from '../../src/policies/actor.ts';
import { setActive } from '../../src/use-cases/people/set-active.ts';
import { setPassword } from '../../src/use-cases/people/set-password.ts';
import { ADDRESS_FAILURES } from '../../src/use-cases/people/sign-in-throttle.ts';
import { updateUser } from '../../src/use-cases/people/update-user.ts';
import { usePasswordsOfSuperusers } from '../../src/use-cases/people/password-owners.ts';
import { directoryCheck } from '../../src/use-cases/health/checks/directory.ts';
import { runChecks } from '../../src/use-cases/health/run-checks.ts';
import { loadActor } from '../../src/use-cases/people/load-actor.ts';
import { unlinkIdentity } from '../../src/use-cases/single-sign-on/unlink-identity.ts';
import { buildCast, buildUser, PASSWORD, type Cast } from '../factories/people.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Answer } from '../support/client.ts';
import { testEnvironment, useTestSecrets } from '../support/database.ts';
import { journal } from '../support/journal.ts';
import { ageProofs } from '../support/proof.ts';
import { setUpApp } from '../support/second-factor.ts';
import { startDirectory, type TestDirectory } from '../support/slapd.ts';

/** A server that takes connections and says nothing, or what a test wants. */
async function mute(
  answer: (socket: Socket) => void = () => undefined,
): Promise<{ port: number; server: Server }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    answer(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, server };
}

describe('signing in by a real directory', function suite() {
  this.timeout(120_000);
  let directory: TestDirectory;
  let app: TestApp;
  let creating: TestApp;
  let cast: Cast;
  const apps: TestApp[] = [];

  const start = async (more: Record<string, string> = {}): Promise<TestApp> => {
    const started = await startApp({ environment: { ...directory.environment, ...more } });
    apps.push(started);
    return started;
  };
  before(async () => {
    directory = await startDirectory();
    app = await start();
    creating = await start({
      LDAP_CREATE: 'on',
      LDAP_GROUPS:
        'Engineer= CN=IT-Engineers, OU=Groups,DC=alphalab,dc=example; Admin=cn=it-admins,ou=groups,dc=alphalab,dc=example',
    });
  });
  after(async () => {
    useTestSecrets();
    await Promise.all(apps.map((one) => one.stop()));
    await directory.stop();
  });
  beforeEach(async () => {
    cast = await buildCast();
    usePasswordsOfSuperusers(false);
    await directory.empty();
    await directory.addPerson('rosa', { employeeNumber: 'E-1' });
  });

  const THERE = 'rosa in the directory';
  const send = (at: TestApp, username: string, password: string): Promise<Answer> =>
    at.client().post('/login', { username, password });
  const reasons = async () =>
    (await journal({ name: 'session.refused' })).map(({ details }) => details.reason);

  it('confirms by the password there who somebody is, whatever they are called there by now', async () => {
    const client = app.client();
    await client.post('/login', { username: 'rosa', password: THERE });
    await ageProofs();
    const ways = (await client.get('/confirm/ways')).json();
    expect(ways).to.deep.include({ isProven: false, hasPassword: true });
    const confirm = (password: string) => client.post('/confirm', { password, next: '/faq' });
    expect((await confirm('a wrong one')).status).to.equal(422);
    await updateUser(operator, cast.rosa.id, { username: 'rosalind', email: 'other@alphalab.example' });
    expect((await confirm(THERE)).location).to.equal('/faq');
    const [event] = await journal({ name: 'session.confirmed' });
    expect(event?.details).to.deep.equal({ through: 'ldap' });
    // Whoever never came from there has no password there.
    const sam = app.client();
    await sam.post('/login', { username: 'sam', password: PASSWORD });
    expect((await sam.post('/confirm', { password: THERE })).status).to.equal(422);
  });

  it('lets in by the password there or here, links, and the journal says how', async () => {
    const client = app.client();
    const answer = await client.post('/login', { username: 'rosa', password: THERE, next: '/profile' });
    expect([answer.status, answer.location]).to.deep.equal([303, '/profile']);
    expect((await client.get('/profile')).text)
      .to.contain('Rosa Reporter')
      .and.to.contain('dc=alphalab');
    const events = await journal();
    expect(events.map(({ name, actorId, details }) => [name, actorId, details])).to.deep.equal([
      ['user.linked', cast.rosa.id, { service: 'ldap:dc=alphalab,dc=example' }],
      ['session.opened', cast.rosa.id, { through: 'ldap' }],
    ]);
    expect((await SignInIdentity.findAll())[0]?.subject).to.match(/^[0-9a-f-]{36}$/);
    expect((await send(app, 'rosa', PASSWORD)).status, 'the password here').to.equal(303);
    expect((await client.post('/logout')).location).to.equal('/login');
  });

  it('finds people by their address as well, and knows them afterwards whatever they are called', async () => {
    expect((await send(app, 'rosa@alphalab.example', THERE)).status).to.equal(303);
    await updateUser(operator, cast.rosa.id, { email: 'elsewhere@alphalab.example', username: 'rosalind' });
    expect((await send(app, 'rosa', THERE)).status).to.equal(303);
    expect(await SignInIdentity.count()).to.equal(1);
  });

  it('asks whoever has a second factor for it, after the password there too', async () => {
    const first = app.client();
    await first.post('/login', { username: 'rosa', password: THERE });
    const { phone } = await setUpApp(first);
    const client = app.client();
    const answer = await client.post('/login', { username: 'rosa', password: THERE, next: '/faq' });
    expect(answer.location).to.equal('/login/second');
    expect((await client.get('/profile')).location).to.match(/^\/login/);
    expect((await client.post('/login/second', { code: phone.code() })).location).to.equal('/faq');
    const opened = (await journal({ name: 'session.opened' })).at(-1);
    expect(opened?.details).to.include({ through: 'ldap', factor: 'totp' });
  });

  it('says the same of a wrong password, of nobody, and of nothing', async () => {
    const answers = [
      await send(app, 'rosa', 'wrong'),
      await send(app, 'nobody', THERE),
      await send(app, 'rosa', ' '),
      await send(app, 'sam', THERE),
    ];
    for (const { status, text } of answers) {
      expect(status).to.equal(401);
      expect(text).to.contain('The username or password is not right.');
    }
    expect((await send(app, 'rosa', '')).status).to.equal(422);
  });

  it('takes no sign of a login for a part of the filter', async () => {
    await directory.addPerson('a*c', { mail: 'star@alphalab.example' });
    await directory.addPerson('r(x)', { mail: 'brace@alphalab.example' });
    await directory.addPerson('b\\s', { mail: 'slash@alphalab.example' });
    const attempts = [
      '*',
      'ros*',
      'rosa)(uid=*',
      'rosa)(|(uid=*',
      '*)(uid=rosa',
      'rosa\\2a',
      '(uid=rosa)',
      'rosa)',
      ')(',
    ];
    for (const login of attempts) {
      await SignInFailure.destroy({ where: {} });
      expect((await send(app, login, THERE)).status, login).to.be.oneOf([401, 422]);
    }
    expect((await send(creating, 'a*c', 'a*c in the directory')).status, 'named with a star').to.equal(409);
    expect((await send(creating, 'r(x)', 'r(x) in the directory')).status).to.equal(409);
    expect((await send(creating, 'b\\s', 'b\\s in the directory')).status).to.equal(409);
    expect(await journal({ name: 'session.opened' })).to.deep.equal([]);
  });

  it('lets in names and passwords of any script', async () => {
    await directory.addPerson('jörg', { userPassword: 'schöne Grüße 你好', mail: 'joerg@alphalab.example' });
    expect((await send(creating, 'jörg', 'schöne Grüße 你好')).status).to.equal(303);
    expect(await User.count({ where: { username: 'jörg' } })).to.equal(1);
  });

  it('lets in nobody whose login fits several, or who has no password there', async () => {
    await directory.addPerson('twin', { mail: 'rosa@alphalab.example' });
    expect((await send(app, 'rosa@alphalab.example', THERE)).status).to.equal(401);
    await directory.addPerson('bare', { mail: 'sam@alphalab.example' });
    await directory.bare('bare');
    for (const password of ['x', 'undefined', ' '])
      expect((await send(app, 'bare', password)).status).to.equal(401);
  });

  it('creates who is new, with names and portal ID as it is set, and puts them into groups', async () => {
    await directory.addPerson('nina', { givenName: 'Nina', sn: 'New' });
    await directory.addGroup('it-engineers', 'nina', 'elena');
    const answer = await send(creating, 'nina', 'nina in the directory');
    expect([answer.status, answer.location]).to.deep.equal([303, '/admin']);
    const nina = await User.findOne({ where: { username: 'nina' }, rejectOnEmpty: true });
    expect(nina).to.include({ firstName: 'Nina', lastName: 'New', email: 'nina@alphalab.example' });
    expect((await loadActor(nina.id))?.actor.permissions.has('complaints.work')).to.equal(true);
    await directory.remove('cn=it-engineers,ou=groups,dc=alphalab,dc=example');
    expect((await send(creating, 'nina', 'nina in the directory')).location).to.equal('/');
    const none = await send(app, 'nina', 'nina in the directory');
    expect(none.status, 'linked by now').to.equal(303);
  });

  it('finds groups by a filter where entries do not name them', async () => {
    await directory.addGroup('it-admins', 'rosa');
    const searching = await start({
      LDAP_GROUPS: 'Admin=cn=it-admins,ou=groups,dc=alphalab,dc=example',
      LDAP_GROUPS_ATTRIBUTE: 'description',
      LDAP_GROUP_FILTER: '(&(objectClass=groupOfNames)(member={dn}))',
    });
    expect((await send(searching, 'rosa', THERE)).location).to.equal('/admin');
  });

  it('finds people by their portal ID, where that is set', async () => {
    await updateUser(operator, cast.sam.id, { profile: { mainPortalId: 'e-1' } });
    const byId = await start({ LDAP_MATCH: 'portal_id' });
    expect((await send(byId, 'rosa', THERE)).status).to.equal(303);
    expect((await journal({ name: 'session.opened' }))[0]?.actorId).to.equal(cast.sam.id);
  });

  it('says why somebody is not let in whose password was right', async () => {
    await directory.addPerson('nina');
    const unknown = await send(app, 'nina', 'nina in the directory');
    expect(unknown.status).to.equal(403);
    expect(unknown.text).to.contain('nobody in the IT portal is known').and.to.contain('value="nina"');
    await setActive(operator, [cast.rosa.id], false);
    const inactive = await send(app, 'rosa', THERE);
    expect(inactive.text).to.contain('was switched off');
    expect(await reasons()).to.deep.equal(['sso_unknown', 'sso_inactive']);
  });

  it('locks an account after five failures, whichever password they were of, and no reset helps a stranger', async () => {
    // Asha of the directory is not Asha here.
    await directory.addPerson('asha', { mail: 'sam@alphalab.example' });
    const key = { where: { key: `user:${cast.asha.id}` } };
    await send(app, 'asha', 'guess');
    await send(app, 'asha', 'guess');
    expect((await send(app, 'asha', 'asha in the directory')).status, 'that is Sam').to.equal(303);
    expect((await journal({ name: 'session.opened' }))[0]?.actorId).to.equal(cast.sam.id);
    expect((await SignInFailure.findOne(key))?.points).to.equal(2);
    for (let times = 0; times < 3; times += 1)
      expect((await send(app, 'asha', 'guess')).status).to.equal(401);
    expect((await send(app, 'asha', PASSWORD)).status).to.equal(429);
    expect((await send(app, 'rosa', THERE)).status).to.equal(303);
    expect(await SignInFailure.count({ where: { key: `user:${cast.rosa.id}` } })).to.equal(0);
  });

  it('is asked first or last, as it is set', async () => {
    await directory.addPerson('sam', { mail: 'rosa@alphalab.example', userPassword: PASSWORD });
    const who = async () => (await journal({ name: 'session.opened' })).at(-1)?.actorId;
    await send(app, 'sam', PASSWORD);
    expect(await who()).to.equal(cast.sam.id);
    const first = await start({ LDAP_FIRST: 'on' });
    await send(first, 'sam', PASSWORD);
    expect(await who()).to.equal(cast.rosa.id);
    expect((await send(first, 'elena', PASSWORD)).status).to.equal(303);
  });

  it('tells that it does not answer, while passwords here work, and keeps no network out', async () => {
    const comeBack = await directory.goAway();
    try {
      // One more, and the network would be locked.
      const expires = new Date(Date.now() + 60_000);
      await SignInFailure.create({ key: 'address:127.0.0.1', points: ADDRESS_FAILURES - 1, expires });
      for (let times = 0; times < 3; times += 1)
        expect((await send(app, `nobody${times}`, THERE)).status).to.equal(503);
      // Nobody looked at a password of theirs: they come in as soon as it is back.
      for (let times = 0; times < 6; times += 1)
        expect((await send(app, 'other', THERE)).status).to.equal(503);
      const answer = await send(app, 'other', THERE);
      expect(answer.headers.get('retry-after')).to.equal('5');
      expect(answer.text).to.contain('does not answer').and.to.contain('value="other"');
      await SignInFailure.destroy({ where: {} });
      expect((await send(app, 'sam', PASSWORD)).status).to.equal(303);
      const first = await start({ LDAP_FIRST: 'on' });
      expect((await send(first, 'elena', PASSWORD)).status).to.equal(303);
      for (let times = 0; times < 5; times += 1) await send(app, 'asha', 'guess');
      expect((await send(app, 'asha', PASSWORD)).status, 'guesses count').to.equal(429);
    } finally {
      await comeBack();
    }
    expect((await send(app, 'rosa', THERE)).status).to.equal(303);
  });

  it('ends waiting for a server that says nothing, or breaks off', async () => {
    const { port, server } = await mute();
    const hangs = await start({ LDAP_URL: `ldap://127.0.0.1:${port}` });
    const begun = Date.now();
    expect((await send(hangs, 'rosa', THERE)).status).to.equal(503);
    expect(Date.now() - begun).to.be.below(60_000);
    server.close();
    const breaking = await mute((socket) => socket.destroy());
    const breaks = await start({ LDAP_URL: `ldap://127.0.0.1:${breaking.port}` });
    expect((await send(breaks, 'rosa', THERE)).status).to.equal(503);
    breaking.server.close();
  });

  it('says nothing of a password to a server that does not encrypt, or is another one', async () => {
    const heard: Buffer[] = [];
    // It understands STARTTLS well enough to refuse it, or to agree and break off.
    const { port, server } = await mute((socket) => {
      socket.on('data', (chunk) => {
        heard.push(chunk);
        socket.destroy();
      });
    });
    const plain = await start({ LDAP_URL: `ldap://127.0.0.1:${port}` });
    expect((await send(plain, 'rosa', THERE)).status).to.equal(503);
    const all = Buffer.concat(heard).toString('latin1');
    expect(all).to.contain('1.3.6.1.4.1.1466.20037');
    expect(all).not.to.contain('directory-know').and.not.to.contain(THERE);
    server.close();
    const wrong: Record<string, string>[] = [
      { LDAP_URL: directory.url, LDAP_CA_FILE: '' },
      { LDAP_URL: directory.secureUrl, LDAP_CA_FILE: '' },
      { LDAP_URL: directory.url.replace('localhost', '127.0.0.1') },
      { LDAP_URL: directory.secureUrl.replace('localhost', '127.0.0.1') },
    ];
    for (const environment of wrong) {
      await SignInFailure.destroy({ where: {} });
      const { status } = await send(await start(environment), 'rosa', THERE);
      expect(status, JSON.stringify(environment)).to.equal(503);
    }
    await SignInFailure.destroy({ where: {} });
    const right: Record<string, string>[] = [{ LDAP_URL: directory.secureUrl }, { LDAP_TLS: 'off' }];
    for (const environment of right)
      expect((await send(await start(environment), 'rosa', THERE)).status).to.equal(303);
  });

  it('does not answer as it should where the portal may not look for people', async () => {
    const wrong: Record<string, string>[] = [
      { LDAP_BIND_PASSWORD: 'wrong' },
      { LDAP_BASE: 'dc=elsewhere,dc=example' },
    ];
    for (const environment of wrong)
      expect((await send(await start(environment), 'rosa', THERE)).status).to.equal(503);
    const asNobody = await start({ LDAP_BIND_DN: '', LDAP_BIND_PASSWORD: '' });
    expect((await send(asNobody, 'rosa', THERE)).status).to.equal(303);
  });

  it('stays the way in for others where passwords here are for superusers alone', async () => {
    usePasswordsOfSuperusers(true);
    const only = await start({ SSO_ONLY: 'on' });
    const page = (await only.client().get('/login')).text;
    expect(page).to.contain('name="password"').and.not.to.contain('<details');
    expect((await send(only, 'rosa', PASSWORD)).status).to.equal(401);
    expect((await send(only, 'rosa', THERE)).status).to.equal(303);
    await buildUser({ username: 'root', isSuperuser: true });
    expect((await send(only, 'root', PASSWORD)).status).to.equal(303);
  });

  it('asks for no new password here, and ends with the link', async () => {
    await setPassword(operator, cast.rosa.id, 'given by somebody else', true);
    const client = app.client();
    await client.post('/login', { username: 'rosa', password: THERE });
    expect((await client.get('/')).status).to.equal(200);
    const link = await SignInIdentity.findOne({ rejectOnEmpty: true });
    await unlinkIdentity(operator, cast.rosa.id, { identityId: link.id });
    expect((await client.get('/')).status).to.equal(303);
  });

  it('is told to whoever looks at the health', async () => {
    const told = async (more: Record<string, string> = {}): Promise<string> => {
      const settings = readConfig({ ...testEnvironment, ...directory.environment, ...more });
      const { results } = await runChecks([directoryCheck], settings);
      return results.map(({ level, text }) => `${level}: ${text}`).join('');
    };
    expect(await told()).to.match(/^ok: The directory of people answers/);
    expect(await told({ LDAP_BIND_PASSWORD: 'wrong' })).to.match(
      /^problem: The directory of people does not/,
    );
    expect(await told({ LDAP_BASE: 'dc=nowhere' })).to.match(/^problem/);
    expect(await told({ LDAP_GROUPS: 'Nowhere=cn=x' })).to.match(/^warning: .* Nowhere\./);
    const { directory: _set, ...without } = readConfig(testEnvironment);
    const { results } = await runChecks([directoryCheck], without);
    expect(results[0]?.text).to.equal('No directory of people is set.');
  });

  it('refuses a page that is somebody else’s, without letting anybody in', async () => {
    const answer = await app
      .client()
      .post('/login', { username: 'rosa', password: THERE, openedAs: String(cast.sam.id) });
    expect(answer.status).to.equal(409);
    expect(await journal({ name: 'session.opened' })).to.deep.equal([]);
  });
});
