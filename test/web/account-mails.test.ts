import { expect } from 'chai';
import { Notification } from '../../src/models/notification.ts';
import { operator } from '../../src/policies/actor.ts';
import { endOthersSessions } from '../../src/use-cases/people/end-others-sessions.ts';
import { setPassword } from '../../src/use-cases/people/set-password.ts';
import { createToken } from '../../src/use-cases/tokens/create-token.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';
import { useTestPost } from '../support/database.ts';
import { byHand } from '../support/journal-watch.ts';
import { announceAll, deliverDue } from '../support/mail-jobs.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const SITE = 'https://it.alphalab.example';

describe('mails about one’s account', () => {
  let app: TestApp;
  let cast: Cast;
  let server: MailServer;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    // Wanted or not: they come.
    await byHand(() => UserProfile.update({ emailNotifications: false }, { where: {} }));
    server = await startMailServer();
    useTestPost(server.url);
  });
  afterEach(async () => {
    useTestPost();
    await server.close();
  });

  const enter = (client: Client) =>
    client.post('/login', { username: 'rosa', password: PASSWORD }, { 'user-agent': FIREFOX });

  /** What was sent, of a person, the oldest first. */
  async function sent(): Promise<{ subject: string; text: string; html: string }[]> {
    await announceAll();
    await deliverDue();
    return server.received.map(({ to, mail }) => {
      expect(to).to.deep.equal(['rosa@alphalab.example']);
      return { subject: mail.subject ?? '', text: mail.text ?? '', html: String(mail.html) };
    });
  }

  it('tell of a sign-in on a new device, once for each: by what, with what, from where, and what to do', async () => {
    const first = app.client();
    await enter(first);
    expect(await sent(), 'not of the first sign-in ever').to.deep.equal([]);
    const second = app.client();
    await enter(second);
    await enter(second);
    await enter(first);
    const mails = await sent();
    expect(mails.map(({ subject }) => subject)).to.deep.equal([
      'Somebody signed in as you with your password on a new device (Firefox on Windows), from 127.0.0.1',
    ]);
    const [{ text, html } = expect.fail()] = mails;
    expect(text)
      .to.match(/\d{4}.*\d{2}:\d{2}/)
      .and.to.contain('If it was not you, set a new password now');
    expect(html).to.contain(`${SITE}/profile/sessions`).and.to.contain(`${SITE}/password/forgotten`);
    // There is no way to have no more of these.
    const names = server.received[0]?.mail.headers.map(({ key }) => key);
    expect(names).to.contain('message-id').and.not.contain('list-unsubscribe');
    const list = await second.get('/notifications');
    expect(list.text).to.contain('Firefox on Windows').and.contain('/profile/sessions');
  });

  it('tell of sessions that somebody else ended, and of none that one ends oneself', async () => {
    const client = app.client();
    await enter(client);
    const owner = /name="formOwner" value="([^"]+)"/.exec((await client.get('/profile/sessions')).text)?.[1];
    const other = app.client();
    await enter(other);
    await client.post('/profile/sessions/end', { formOwner: owner ?? '' });
    await Notification.destroy({ where: {} });
    await sent();
    server.received.splice(0);
    await endOthersSessions(cast.asha, cast.rosa.id);
    expect((await sent()).map(({ subject }) => subject)).to.deep.equal([
      'Asha Admin ended sessions of yours: sign in again where you need to',
    ]);
  });

  it('tell of a token that was made in one’s name, and what it is called', async () => {
    const made = await createToken(cast.rosa, cast.rosa, { name: 'Nightly', submissionKey: 'k'.repeat(24) });
    expect(made).to.not.equal(undefined);
    const [mail = expect.fail(), ...more] = await sent();
    expect(more).to.deep.equal([]);
    expect(mail.subject).to.equal(
      'An API token “Nightly” was made in your name by you: a program can act as you with it',
    );
    expect(mail.html).to.contain(`${SITE}/profile/tokens`);
    expect(mail.text + mail.html).not.to.contain(made?.token);
  });

  it('tell of a password that an administrator or the command line set', async () => {
    await setPassword(cast.asha, cast.rosa.id, 'eleven purple kettles');
    await setPassword(operator, cast.rosa.id, 'twelve purple kettles');
    expect((await sent()).map(({ subject }) => subject)).to.deep.equal([
      'Your password was changed by Asha Admin',
      'Your password was changed',
    ]);
  });
});
