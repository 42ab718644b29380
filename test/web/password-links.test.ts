import { expect } from 'chai';
import { GROUP } from '../../src/models/group-names.ts';
import { Group } from '../../src/models/group.ts';
import { Job } from '../../src/models/job.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { Notification } from '../../src/models/notification.ts';
import { PasswordLink } from '../../src/models/password-link.ts';
import { User } from '../../src/models/user.ts';
import { operator } from '../../src/policies/actor.ts';
import { SENDING_LINK } from '../../src/use-cases/people/ask-for-password-link.ts';
import { createUser } from '../../src/use-cases/people/create-user.ts';
import { drawPasswordLink } from '../../src/use-cases/people/password-links.ts';
import { sendAskedLink } from '../../src/use-cases/people/send-asked-link.ts';
import { sendPasswordLink } from '../../src/use-cases/people/send-password-link.ts';
import { setPassword } from '../../src/use-cases/people/set-password.ts';
import { updateUser } from '../../src/use-cases/people/update-user.ts';
import { buildActor, buildCast, buildUser, PASSWORD, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import { useTestPost } from '../support/database.ts';
import { deliverDue } from '../support/mail-jobs.ts';
import { startMailServer } from '../support/mail-server.ts';
import { byHand } from '../support/journal-watch.ts';
import { refusal } from '../support/refusal.ts';

const NEW = 'eleven purple kettles';
const GONE = 'This link does not work any more.';

/** Does the jobs that a worker would do; returns how many links were sent. */
async function sendAsked(): Promise<number> {
  const jobs = await Job.findAll({ where: { kind: SENDING_LINK, state: 'waiting' }, order: ['id'] });
  let sent = 0;
  for (const job of jobs) {
    sent += await sendAskedLink(JSON.parse(job.payload), job.id);
    await job.update({ state: 'done' });
  }
  return sent;
}

/** Puts what was sent so far out of the time within which a second mail is a slip. */
const aWhileAgo = () =>
  Notification.update(
    { createdAt: new Date(Date.now() - 3 * 60_000) },
    { where: { kind: 'letter.password' } },
  );

const letters = () => Notification.findAll({ where: { kind: 'letter.password' }, order: ['id'] });

describe('a link to set a password', function suite() {
  // Hashing passwords is slow on purpose.
  this.timeout(60_000);
  let app: TestApp;
  let cast: Cast;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
  });

  const ask = (username: string) => app.client().post('/password/forgotten', { username });
  const set = (token: string, newPassword = NEW, repeatPassword = newPassword) =>
    app.client().post('/password/new', { token, newPassword, repeatPassword });
  const mailOf = async (id: number) => (await User.findByPk(id, { rejectOnEmpty: true })).email;
  /** As the mail has it. */
  const linkFor = async (id: number) => drawPasswordLink(id, await mailOf(id));
  const tokenIn = (path: string) => new URL(path, 'http://portal.example').searchParams.get('token') ?? '';

  it('is asked for from the sign-in page, in the same words whoever it is for', async () => {
    expect((await app.client().get('/login')).text).to.contain('href="/password/forgotten"');
    await buildUser({ username: 'gone', isActive: false });
    await buildUser({ username: 'mailless', email: '' });
    const names = ['rosa', 'Rosa@AlphaLab.Example', 'nobody', 'gone', 'mailless'];
    for (const name of names) {
      const { status, location } = await ask(name);
      expect([status, location], name).to.deep.equal([303, '/password/forgotten/sent']);
    }
    expect((await app.client().get('/password/forgotten/sent')).text).to.contain('If there is an account');
    await ask(PASSWORD.replaceAll(' ', ''));
    names.push(PASSWORD);
    // The request wrote the same for all of them, and nothing of what they typed, which may be a password.
    const jobs = await Job.findAll({ where: { kind: SENDING_LINK } });
    const written = jobs.map(({ payload }) => Object.keys(JSON.parse(payload) as object));
    expect(new Set(written.map(String))).to.deep.equal(new Set(['personId,toAll,from']));
    expect(JSON.stringify(jobs)).not.to.match(/nobody|rosa|correct/i);
    expect(await Job.count({ where: { kind: SENDING_LINK } })).to.equal(names.length);
    expect(await letters()).to.have.length(0);
    // By both of her names she is one person, who gets one mail.
    expect(await sendAsked()).to.equal(1);
    const sent = await letters();
    expect(sent.map(({ recipientId }) => recipientId)).to.deep.equal([cast.rosa.id]);
    const event = await JournalEvent.findOne({ where: { name: 'user.link_sent' }, rejectOnEmpty: true });
    expect(event).to.include({ actorId: null, subjectId: cast.rosa.id, origin: 'portal' });
    expect(event.address).to.contain('127.0.0.1');
  });

  it('is refused at the field where nothing, too much or something invisible was typed', async () => {
    for (const name of ['', 'x'.repeat(300), 'ro​sa', 'ro sa']) {
      const { status, text } = await ask(name);
      expect(status, name).to.equal(422);
      expect(text, name).to.contain('username-error');
    }
    expect(await Job.count({ where: { kind: SENDING_LINK } })).to.equal(0);
  });

  it('is sent once to one person for all clicks of a moment, three times and asked for ten times from one address in a quarter of an hour', async () => {
    for (let count = 0; count < 10; count += 1) expect((await ask('rosa')).status).to.equal(303);
    const { status, headers, text } = await ask('sam');
    expect(status).to.equal(429);
    expect(Number(headers.get('retry-after'))).to.be.within(1, 900);
    expect(text).to.contain('asked for too often');
    const jobs = await Job.findAll({ where: { kind: SENDING_LINK } });
    const sendOne = async (job: Job) => sendAskedLink(JSON.parse(job.payload), job.id);
    // Two workers do them at the same moment.
    const [first = expect.fail(), second = expect.fail(), ...others] = jobs;
    expect((await Promise.all([sendOne(first), sendOne(second)])).toSorted()).to.deep.equal([0, 1]);
    let sent = 1;
    for (const job of others) {
      await aWhileAgo();
      sent += await sendOne(job);
    }
    expect(sent).to.be.within(2, 3);
    expect(await letters()).to.have.length(sent);
  });

  it('leads to a form that tells nobody its address, sets the password once, and ends sessions', async () => {
    const elsewhere = await signIn(app.client(), 'rosa');
    const path = await linkFor(cast.rosa.id);
    const other = await linkFor(cast.rosa.id);
    const page = await app.client().get(path);
    expect(page.status).to.equal(200);
    expect(page.headers.get('referrer-policy')).to.equal('no-referrer');
    expect(page.headers.get('cache-control')).to.equal('no-store');
    const done = await set(tokenIn(path));
    expect([done.status, done.location]).to.deep.equal([303, '/login?password=set']);
    expect((await app.client().get('/login?password=set')).text).to.contain('Your password is set');
    expect((await elsewhere.get('/')).location).to.match(/^\/login/);
    await signIn(app.client(), 'rosa', NEW);
    for (const used of [path, other]) {
      expect((await app.client().get(used)).status).to.equal(410);
      expect(await set(tokenIn(used), 'another purple kettle')).to.include({ status: 410 });
    }
    await signIn(app.client(), 'rosa', NEW);
    expect(await PasswordLink.count()).to.equal(0);
    const event = await JournalEvent.findOne({ where: { name: 'user.updated' }, rejectOnEmpty: true });
    expect(event).to.include({ actorId: cast.rosa.id, subjectId: cast.rosa.id });
    expect(event.details).to.contain('passwordChanged').and.not.contain(NEW);
  });

  it('has its secret nowhere in the database, and works once of two at once', async () => {
    const token = tokenIn(await linkFor(cast.rosa.id));
    const [link] = await PasswordLink.findAll({ raw: true });
    expect(JSON.stringify(link)).to.not.contain(token);
    const passwords = ['first purple kettle', 'second purple kettle'];
    const answers = await Promise.all(passwords.map((password) => set(token, password)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([303, 410]);
    const won = passwords[answers.findIndex(({ status }) => status === 303)] ?? '';
    await signIn(app.client(), 'rosa', won);
  });

  it('keeps the rules of passwords, and what is wrong costs no link', async () => {
    const token = tokenIn(await linkFor(cast.rosa.id));
    for (const [password, repeated, field] of [
      ['short', 'short', 'newPassword'],
      ['rosa rosa 1234', 'rosa rosa 1234', 'newPassword'],
      [NEW, 'something else', 'repeatPassword'],
      ['', '', 'newPassword'],
    ] as const) {
      const { status, text } = await set(token, password, repeated);
      expect(status, password).to.equal(422);
      expect(text).to.contain(`${field}-error`).and.to.contain(token).and.not.contain(NEW);
    }
    expect((await set(token)).status).to.equal(303);
  });

  const CHANGED: readonly (readonly [why: string, change: (id: number) => Promise<unknown>])[] = [
    [
      'is older than an hour',
      () => byHand(() => PasswordLink.update({ expires: new Date() }, { where: {} })),
    ],
    ['was followed by another address', (id) => updateUser(operator, id, { email: 'new@alphalab.example' })],
    ['is somebody’s who is not active', (id) => updateUser(operator, id, { isActive: false })],
    ['was followed by a given password', (id) => setPassword(operator, id, 'seven green bottles')],
    ['is somebody’s who is gone', (id) => byHand(() => User.destroy({ where: { id } }))],
  ];
  for (const [why, change] of CHANGED) {
    it(`works no more when it ${why}`, async () => {
      const person = await buildActor({ username: 'petra' });
      const path = await linkFor(person.id);
      await change(person.id);
      const page = await app.client().get(path);
      expect(page.status).to.equal(410);
      expect(page.text).to.contain(GONE).and.to.contain('/password/forgotten');
      expect((await set(tokenIn(path))).status).to.equal(410);
    });
  }

  const TURNED_BACK: readonly (readonly [what: string, there: object, back: object])[] = [
    ['active', { isActive: false }, { isActive: true }],
    ['at this address', { email: 'new@alphalab.example' }, { email: 'petra@alphalab.example' }],
  ];
  for (const [what, there, back] of TURNED_BACK) {
    it(`stays dead when its person is ${what} again`, async () => {
      const { id } = await buildActor({ username: 'petra' });
      const path = await linkFor(id);
      await updateUser(operator, id, there);
      await updateUser(operator, id, back);
      expect((await app.client().get(path)).status).to.equal(410);
      expect((await set(tokenIn(path))).status).to.equal(410);
    });
  }

  it('is none where it was made up', async () => {
    for (const query of ['', '?token=', '?token=x', `?token=${'a'.repeat(43)}`, '?token=1&token=2']) {
      expect((await app.client().get(`/password/new${query}`)).status, query).to.equal(410);
    }
    expect((await set('a'.repeat(43))).status).to.equal(410);
    expect((await set('a'.repeat(500))).status).to.equal(410);
    expect((await app.client().post('/password/new', {})).status).to.equal(410);
  });

  it('satisfies whoever has to change the password, also while they are signed in', async () => {
    await setPassword(operator, cast.rosa.id, 'seven green bottles', true);
    const client = await signIn(app.client(), 'rosa', 'seven green bottles');
    const path = await linkFor(cast.rosa.id);
    expect((await client.get(path)).status).to.equal(200);
    expect((await set(tokenIn(path))).status).to.equal(303);
    expect((await (await signIn(app.client(), 'rosa', NEW)).get('/')).status).to.equal(200);
  });

  it('arrives in a mail with a secret of its own at each attempt, at the present address alone', async () => {
    const server = await startMailServer();
    try {
      useTestPost(server.url);
      await ask('rosa');
      await sendAsked();
      expect(await deliverDue()).to.equal(1);
      const [{ mail, to } = expect.fail()] = server.received;
      expect(to).to.deep.equal(['rosa@alphalab.example']);
      expect(mail.text).to.contain('Your username is rosa').and.to.contain('for one hour');
      const [link = ''] = /https?:\S+\/password\/new\?token=[\w-]{43}/.exec(mail.text ?? '') ?? [];
      const token = tokenIn(link);
      const stored = [await Notification.findAll(), await Job.findAll(), await JournalEvent.findAll()];
      expect(JSON.stringify(stored)).to.not.contain(token);
      expect(await sendPasswordLink(cast.asha, cast.rosa.id), 'a moment ago').to.equal(false);
      await aWhileAgo();
      expect(await sendPasswordLink(cast.asha, cast.rosa.id)).to.equal(true);
      await updateUser(operator, cast.rosa.id, { email: 'rosa@new.example' });
      expect((await set(token)).status).to.equal(410);
      expect(await deliverDue()).to.equal(1);
      expect(server.received[1]?.to).to.deep.equal(['rosa@new.example']);
      expect(server.received).to.have.length(2);
      const second = server.received[1]?.mail.text ?? '';
      expect(second).to.contain('Asha Admin sends you this link');
      const [again = ''] = /https?:\S+\/password\/new\?token=[\w-]{43}/.exec(second) ?? [];
      expect((await set(tokenIn(again))).status).to.equal(303);
    } finally {
      useTestPost();
      await server.close();
    }
  });

  it('is sent to each of several who share the address that was typed, with their username, and to one of them by name', async () => {
    const server = await startMailServer();
    try {
      useTestPost(server.url);
      for (const username of ['front', 'desk']) await buildUser({ username, email: 'desk@alphalab.example' });
      await buildUser({ username: 'former', email: 'desk@alphalab.example', isActive: false });
      expect((await ask('Desk@alphalab.example')).location).to.equal('/password/forgotten/sent');
      expect(await sendAsked()).to.equal(2);
      expect(await deliverDue()).to.equal(2);
      const texts = server.received.map(({ mail }) => mail.text ?? '');
      const names = texts.map((text) => /Your username is (\w+)/.exec(text)?.[1]);
      expect(names).to.have.members(['desk', 'front']);
      // Nobody can choose not to get it.
      expect(JSON.stringify(server.received.map(({ mail }) => mail.headers))).not.to.contain(
        'list-unsubscribe',
      );
      await aWhileAgo();
      await ask('front');
      expect(await sendAsked()).to.equal(1);
    } finally {
      useTestPost();
      await server.close();
    }
  });

  it('is sent by whoever may set passwords, to active people with an address', async () => {
    await sendPasswordLink(cast.asha, cast.rosa.id);
    const [letter] = await letters();
    expect(letter).to.include({ recipientId: cast.rosa.id, state: 'waiting', channel: 'mail' });
    expect(letter?.details).to.equal('{"because":"sent","by":"Asha Admin"}');
    const inactive = await buildUser({ isActive: false });
    const mailless = await buildUser({ email: '' });
    expect((await refusal(sendPasswordLink(cast.asha, inactive.id))).message).to.contain('not active');
    expect((await refusal(sendPasswordLink(cast.asha, mailless.id))).message).to.contain('no e-mail');
    expect((await refusal(sendPasswordLink(cast.amir, cast.rosa.id))).status).to.equal(403);
    expect((await refusal(sendPasswordLink(cast.asha, 99_999))).status).to.equal(404);
    expect(await letters()).to.have.length(1);
  });

  it('goes again at once where the one of a moment ago works no more', async () => {
    const server = await startMailServer();
    try {
      useTestPost(server.url);
      const send = () => sendPasswordLink(cast.asha, cast.rosa.id);
      expect(await send()).to.equal(true);
      expect(await deliverDue()).to.equal(1);
      expect(await send(), 'it works').to.equal(false);
      await updateUser(operator, cast.rosa.id, { email: 'rosa@new.example' });
      expect(await send(), 'she has another address').to.equal(true);
      await Notification.update({ state: 'dead' }, { where: { state: 'waiting' } });
      expect(await send(), 'it was given up').to.equal(true);
      await setPassword(operator, cast.rosa.id, NEW);
      expect(await send(), 'it is on its way').to.equal(false);
    } finally {
      useTestPost();
      await server.close();
    }
  });

  it('is sent to somebody who is added without a password, who cannot sign in before', async () => {
    const groups = await Group.findAll({ where: { name: GROUP.engineer } });
    const input = { username: 'nina', email: 'nina@alphalab.example', groupIds: groups.map(({ id }) => id) };
    const { id } = await createUser(cast.asha, input);
    const [letter] = await letters();
    expect(letter).to.include({ recipientId: id, details: '{"because":"new","by":"Asha Admin"}' });
    for (const password of ['', ' ', PASSWORD]) {
      const { status } = await app.client().post('/login', { username: 'nina', password });
      expect(status, password).to.be.oneOf([401, 422]);
    }
    expect((await set(tokenIn(await linkFor(id)))).status).to.equal(303);
    await signIn(app.client(), 'nina', NEW);
    const refused = await refusal(createUser(cast.asha, { username: 'olaf' }));
    expect(refused.fields).to.have.key('password');
  });
});
