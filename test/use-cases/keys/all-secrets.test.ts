import { expect } from 'chai';
import { asKeys } from '../../../src/database/key-ring.ts';
import { decryptSecret } from '../../../src/database/stored-secret.ts';
import { unsubscribeToken } from '../../../src/mail/unsubscribe-token.ts';
import { replyAddress, readReplyAddress } from '../../../src/mail/reply-address.ts';
import { notificationMessageId, subjectOf } from '../../../src/mail/message-id.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { SecondFactor } from '../../../src/models/second-factor.ts';
import { User } from '../../../src/models/user.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import { Webhook } from '../../../src/models/webhook.ts';
import { operator } from '../../../src/policies/actor.ts';
import { challengesOf } from '../../../src/sign-on/passkeys/challenges.ts';
import { verifyJournal } from '../../../src/use-cases/journal/verify-journal.ts';
import { encryptAnew } from '../../../src/use-cases/keys/encrypt-anew.ts';
import { rotateKeys } from '../../../src/use-cases/keys/rotate-keys.ts';
import { takeKey } from '../../../src/use-cases/keys/take-key.ts';
import { addPasskey } from '../../../src/use-cases/passkeys/add-passkey.ts';
import { askForNewPasskey } from '../../../src/use-cases/passkeys/ask-for-new-passkey.ts';
import { takeCode } from '../../../src/use-cases/second-factor/take-code.ts';
import { createToken } from '../../../src/use-cases/tokens/create-token.ts';
import { createWebhook } from '../../../src/use-cases/webhooks/create-webhook.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast, PASSWORD, type Cast } from '../../factories/people.ts';
import { signIn, startApp, type TestApp } from '../../support/app.ts';
import { Authenticator } from '../../support/authenticator.ts';
import { Client } from '../../support/client.ts';
import { testEnvironment } from '../../support/database.ts';
import { byHand } from '../../support/journal-watch.ts';
import { claimsOf, SHARED, signed } from '../../support/main-portal.ts';
import { portalJson } from '../../support/portal-command.ts';
import { killLeftOvers, startPortal } from '../../support/portal-process.ts';
import { draftOn, forgetUses, setUpApp, type Phone, type ShownDraft } from '../../support/second-factor.ts';
import {
  leaveKeys,
  NEW_KEY,
  newAfterOld,
  newAlone,
  OLD_KEY,
  oldAlone,
  useKeys,
} from '../../support/secret-keys.ts';

const SENDER = 'it@alphalab.example';
const FROM_MAIN = { origin: 'https://main.alphalab.example', 'sec-fetch-site': 'same-site' };
const ANNOUNCED = { SECRET_KEY: OLD_KEY, SECRET_KEY_NEXT: NEW_KEY };
const CHANGED = { SECRET_KEY: NEW_KEY, SECRET_KEY_PREVIOUS: OLD_KEY };

/** The same browser before another portal of the same installation. */
function moved(client: Client, url: string): Client {
  const other = new Client(url);
  for (const [name, value] of client.cookies) other.cookies.set(name, value);
  return other;
}

describe('everything that may hang on the secret key', function suite() {
  this.timeout(240_000);
  const environment = { HANDOVER_KEY: SHARED, FILINGS_PER_HOUR: '0', WORKER: 'off', WEBHOOKS_PRIVATE: 'on' };
  const apps: TestApp[] = [];
  let cast: Cast;
  after(async () => {
    killLeftOvers();
    for (const app of apps) await app.stop();
    await leaveKeys();
  });

  const hidden = (page: string, name: string) =>
    new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page)?.[1] ?? '';

  /** All that people, programs and mails have in their hands before the key is changed. */
  interface Held {
    readonly open: Client;
    readonly form: Record<string, string>;
    readonly phone: Phone;
    readonly codes: string[];
    readonly trusted: Client;
    readonly draft: ShownDraft;
    readonly device: Authenticator;
    readonly token: string;
    readonly webhook: { readonly id: number; readonly secret: string };
    readonly mails: { readonly reply: string; readonly stop: string; readonly id: string };
  }

  async function passkeyOf(origin: string): Promise<Authenticator> {
    const device = new Authenticator(origin);
    const site = { rpId: 'localhost', origin };
    const asking = { site, challenges: challengesOf('any'), asked: { purpose: 'add', by: 'them' } } as const;
    const options = await askForNewPasskey(cast.emil, asking);
    await addPasskey(cast.emil, { name: 'Laptop', answer: device.create(options) }, asking);
    return device;
  }

  async function hold(url: string): Promise<Held> {
    const open = await signIn(new Client(url), 'rosa');
    const page = (await open.get('/complaints/new')).text;
    const typeId = String((await ComplaintType.findOne({ rejectOnEmpty: true })).id);
    const form = {
      formOwner: hidden(page, 'formOwner'),
      submissionKey: hidden(page, 'submissionKey'),
      title: 'Opened before',
      description: 'Sent again and again',
      typeId,
      urgency: 'low',
    };
    const profile = await UserProfile.findOne({ where: { userId: cast.rosa.id }, rejectOnEmpty: true });
    await byHand(() => profile.update({ mainPortalId: 'EMP-7' }));
    const draft = draftOn((await (await signIn(new Client(url), 'elena')).get('/profile/security/app')).text);
    const { phone, codes } = await setUpApp(await signIn(new Client(url), 'amir'));
    const trusted = new Client(url);
    await trusted.post('/login', { username: 'amir', password: PASSWORD });
    await trusted.post('/login/second', { code: phone.code(), remember: 'on' });
    const made = await createToken(cast.rosa, cast.rosa, { name: 'Program', scopes: [] });
    const event = { name: 'Chat', url: 'https://chat.example/hooks/1', events: ['complaint.filed'] };
    const { webhook, secret } = await createWebhook(cast.asha, event);
    return {
      open,
      form,
      phone,
      codes,
      trusted,
      draft,
      device: await passkeyOf(url.replace('127.0.0.1', 'localhost')),
      token: made?.token ?? '',
      webhook: { id: webhook.id, secret },
      mails: {
        reply: replyAddress({ complaintId: 1, personId: 2 }, SENDER),
        stop: unsubscribeToken({ personId: cast.rosa.id, kind: 'own.reply' }, new Date()),
        id: notificationMessageId(7, SENDER),
      },
    };
  }

  const enter = async (client: Client, code: string, way = 'app') => {
    await client.post('/login', { username: 'amir', password: PASSWORD, next: '/faq' });
    return (await client.post('/login/second', { code, way })).location;
  };

  /** Uses all of it at a portal. */
  async function expectAllWorks(held: Held, url: string): Promise<void> {
    const browser = () => new Client(url);
    expect((await moved(held.open, url).get('/')).status, 'session').to.equal(200);
    const filed = [1, 2].map(() => moved(held.open, url).post('/complaints', held.form));
    const places = (await Promise.all(filed)).map(({ status, location }) => `${status} ${location}`);
    expect(new Set(places).size, 'one complaint of an open form').to.equal(1);
    expect(places[0]).to.match(/^303 \/complaints\/\d+/);
    await forgetUses();
    expect(await enter(browser(), held.phone.code()), 'code of an app').to.equal('/faq');
    expect(await enter(browser(), held.codes.pop() ?? '', 'recovery'), 'recovery code').to.match(/faq/);
    const trusted = moved(held.trusted, url);
    const again = await trusted.post('/login', { username: 'amir', password: PASSWORD, next: '/faq' });
    expect(again.location, 'remembered device').to.equal('/faq');
    const origin = url.replace('127.0.0.1', 'localhost');
    const near = new Client(origin);
    const question = (await near.post('/login/passkey/question')).json() as Parameters<
      Authenticator['get']
    >[0];
    const entered = await near.post('/login/passkey', { answer: held.device.get(question, { origin }) });
    expect(entered.status, 'passkey').to.equal(303);
    const program = new Client(url, false);
    program.bearer = held.token;
    expect((await program.get('/api/v1/complaints')).status, 'token').to.equal(200);
    const token = await signed(claimsOf({ sub: 'EMP-7' }), SHARED);
    expect((await browser().post('/handover', { token }, FROM_MAIN)).status, 'hand-over').to.equal(303);
    const stored = await Webhook.findByPk(held.webhook.id, { rejectOnEmpty: true });
    expect(decryptSecret(stored.secret, 'webhook'), 'webhook').to.equal(held.webhook.secret);
    expect(await verifyJournal(operator), 'journal').to.include({ whole: true });
  }

  /** What mails say, by the keys that this process knows. */
  const mailsWork = async ({ mails }: Held, url: string) => ({
    reply: typeof readReplyAddress(mails.reply) === 'object',
    thread: subjectOf(mails.id) !== undefined,
    stop: !(await new Client(url).get(`/notifications/unsubscribe?token=${mails.stop}`)).text.includes(
      'does not work any more',
    ),
  });

  async function started(): Promise<string> {
    const app = await startApp({ environment });
    apps.push(app);
    return app.url;
  }

  it('works after a rotation, of which a portal with the old key knew, and after the old key is gone', async () => {
    oldAlone();
    cast = await buildCast();
    await takeKey();
    await buildComplaint({ reporter: cast.rosa });
    const former = startPortal({ ...testEnvironment, ...environment, ...ANNOUNCED });
    const url = (await former.url) ?? expect.fail(former.stderr());
    const held = await hold(url);
    await expectAllWorks(held, url);
    const first = await portalJson(['rotate-key'], { env: CHANGED });
    expect(first.document).to.deep.include({ isDone: true, unreadable: 0, faults: 0 });
    useKeys(asKeys(OLD_KEY, [], [NEW_KEY]));
    await expectAllWorks(held, url);
    former.child.kill('SIGTERM');
    await former.ended;

    newAfterOld();
    const second = await started();
    await expectAllWorks(held, second);
    const all = { reply: true, thread: true, stop: true };
    expect(await mailsWork(held, second)).to.deep.equal(all);
    const draft = { draft: held.draft.draft, code: held.draft.phone.code() };
    const elena = await signIn(new Client(second), 'elena');
    expect((await elena.post('/profile/security/app', draft)).status, 'picture of an app').to.equal(200);
    // What the portal with the old key wrote meanwhile.
    expect(await rotateKeys(operator)).to.include({ isDone: true, unreadable: 0 });

    newAlone();
    await expectAllWorks(held, second);
    // What is said to end with the old key.
    expect(await mailsWork(held, second)).to.deep.equal({ reply: false, thread: false, stop: false });
    oldAlone();
    const refused = new Client(second);
    await refused.post('/login', { username: 'amir', password: PASSWORD });
    await forgetUses();
    const told = await refused.post('/login/second', { code: held.phone.code() });
    expect([told.status, told.text.includes('cannot look at codes')]).to.deep.equal([503, true]);
    expect(
      (await refused.post('/login/second', { code: held.codes.pop() ?? '', way: 'recovery' })).status,
    ).to.equal(303);
  });

  it('takes a code at the moment at which its secret is encrypted anew', async () => {
    oldAlone();
    cast = await buildCast();
    await takeKey();
    const app = await started();
    const { phone } = await setUpApp(await signIn(new Client(app), 'amir'));
    const { id } = await User.findOne({ where: { username: 'amir' }, rejectOnEmpty: true });
    newAfterOld();
    await takeKey();
    // Between the moment at which it was read and that at which it is written that it was taken.
    let isFirst = true;
    SecondFactor.addHook('beforeBulkUpdate', 'at that moment', async () => {
      if (!isFirst) return;
      isFirst = false;
      expect((await encryptAnew()).done).to.equal(1);
    });
    try {
      expect(await takeCode(id, phone.code())).to.equal(true);
      expect(await takeCode(id, phone.code()), 'once').to.equal(false);
    } finally {
      SecondFactor.removeHook('beforeBulkUpdate', 'at that moment');
    }
  });
});
