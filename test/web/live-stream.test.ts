import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { Presence } from '../../src/models/presence.ts';
import { Session } from '../../src/models/session.ts';
import { UserGroup } from '../../src/models/user-group.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import type { Person } from '../../src/policies/actor.ts';
import type { Complaint } from '../../src/models/complaint.ts';
import { addNote } from '../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { notify } from '../../src/use-cases/notifications/notify.ts';
import { claimComplaint } from '../../src/use-cases/complaints/steps/claim-complaint.ts';
import { removeExpired } from '../../src/use-cases/people/remove-expired.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';
import { testEnvironment } from '../support/database.ts';
import { byHand } from '../support/journal-watch.ts';
import { LivePage, type Told } from '../support/live-page.ts';
import { killLeftOvers, startPortal } from '../support/portal-process.ts';
import { statementsOf } from '../support/queries.ts';
import { Client as Browser } from '../support/client.ts';

const newPage = () => randomBytes(16).toString('hex');
const says = (text: string) => (told: Told) => told.data.events?.some((one) => one.text === text) === true;
const sees =
  (name: string, isWriting = false) =>
  (told: Told) =>
    told.data.present?.some((one) => one.name === name && one.isWriting === isWriting) === true;

describe('an open page', function suite() {
  this.timeout(60_000);
  let app: TestApp;
  let cast: Cast;
  let complaint: Complaint;
  const pages: LivePage[] = [];

  const open = async (client: Client, query: string): Promise<LivePage> => {
    const page = new LivePage(client, query);
    pages.push(page);
    expect(await page.status, query).to.equal(200);
    return page;
  };
  const openComplaint = (client: Client, more = '') =>
    open(client, `complaint=${complaint.id}&since=0&page=${newPage()}${more}`);

  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    complaint = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'assigned' });
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) page.close();
    killLeftOvers();
    // What is written when pages close would meet what the next test writes by hand.
    for (let waited = 0; waited < 20 && (await Presence.count()) > 0; waited += 1) await delay(100);
    await delay(100);
  });

  it('learns within five seconds what others did, and nothing of what its reader may not know', async () => {
    const amir = await openComplaint(await signIn(app.client(), 'amir'), '&notes=1');
    const rosa = await openComplaint(await signIn(app.client(), 'rosa'), '&notes=1');
    const public_ = await openComplaint(await signIn(app.client(), 'amir'));
    await addNote(cast.elena, { id: complaint.id, remark: 'The fuser is gone.' });
    await addRemark(cast.elena, { id: complaint.id, remark: 'I am on my way.' });
    const told = await amir.until(says('Elena Engineer added a note'));
    expect(told.data.events?.map(({ isInternal }) => isInternal)).to.include(true);
    for (const page of [amir, rosa, public_]) await page.until(says('Elena Engineer replied'));
    for (const page of [rosa, public_]) expect(JSON.stringify(page.told)).not.to.contain('note');
    expect(JSON.stringify(rosa.told)).not.to.contain('Amir');
    expect(JSON.stringify(amir.told), 'no text travels').not.to.contain('fuser');
  });

  it('is not told of what its reader did', async () => {
    const elena = await openComplaint(await signIn(app.client(), 'elena'), '&notes=1');
    await addRemark(cast.elena, { id: complaint.id, remark: 'I am on my way.' });
    await addRemark(cast.rosa, { id: complaint.id, remark: 'Good.' });
    await elena.until(says('Rosa Reporter replied'));
    expect(JSON.stringify(elena.told)).not.to.contain('Elena');
  });

  it('knows who else has it open and who writes, until they leave', async () => {
    const emil = await signIn(app.client(), 'emil');
    const amir = await openComplaint(await signIn(app.client(), 'amir'));
    const page = newPage();
    const other = await open(emil, `complaint=${complaint.id}&since=0&page=${page}`);
    await amir.until(sees('Emil Engineer'));
    await other.until(sees('Amir Amc'));
    expect((await emil.post('/notifications/writing', { page, writes: '1' })).status).to.equal(204);
    await amir.until(sees('Emil Engineer', true));
    // Nobody writes in somebody else's name.
    const sam = await signIn(app.client(), 'sam');
    await sam.post('/notifications/writing', { page, writes: '0' });
    expect((await Presence.findByPk(page))?.writesUntil).not.to.equal(null);
    await emil.post('/notifications/writing', { page, writes: '0' });
    amir.told.length = 0;
    await amir.until(sees('Emil Engineer'));
    other.close();
    await amir.until(({ data }) => data.present?.length === 0);
  });

  it('asks where it cannot listen', async () => {
    const amir = await signIn(app.client(), 'amir');
    const ask = async (since: number) =>
      (
        await amir.get(`/notifications/stream?complaint=${complaint.id}&since=${since}`, {
          accept: 'application/json',
        })
      ).json() as { events: { id: number; text: string }[]; present: unknown[] };
    const before = await ask(0);
    await addRemark(cast.elena, { id: complaint.id, remark: 'I am on my way.' });
    const { events, present } = await ask(before.events.at(-1)?.id ?? 0);
    expect(events.map(({ text }) => text)).to.deep.equal(['Elena Engineer replied']);
    expect(present).to.deep.equal([]);
  });

  it('is told of what was in the making while something later was done', async () => {
    const amir = await openComplaint(await signIn(app.client(), 'amir'));
    await amir.until(({ data }) => data.events !== undefined);
    const first = Number(await JournalEvent.max('id'));
    const event = { name: 'complaint.remarked', subjectType: 'complaint', origin: 'panel', details: '{}' };
    const subject = { subjectId: complaint.id, complaintId: complaint.id };
    const write = (id: number) =>
      JournalEvent.create({ id, ...event, ...subject, actorId: cast.elena.id, actorName: 'Elena' });
    const replies = (count: number) => (told: Told) =>
      told.data.events?.filter(({ text }) => text === 'Elena Engineer replied').length === count;
    await write(first + 50);
    await amir.until(replies(1));
    // Its number was drawn before, its transaction took longer.
    await write(first + 20);
    await amir.until(replies(2));
  });

  it('of a queue hears that it changed', async () => {
    const amir = await open(await signIn(app.client(), 'amir'), 'queue=1');
    const other = await buildComplaint({ reporter: cast.sam });
    await claimComplaint(cast.emil, { id: other.id, version: other.version });
    await amir.until(({ data }) => data.changed === true);
  });

  it('is refused what is not its reader’s', async () => {
    const status = async (client: Client, query: string) => {
      const page = new LivePage(client, query);
      pages.push(page);
      return page.status;
    };
    const sam = await signIn(app.client(), 'sam');
    expect(await status(sam, `complaint=${complaint.id}&since=0`)).to.equal(404);
    expect(await status(sam, 'complaint=999999&since=0')).to.equal(404);
    expect(await status(sam, 'queue=1')).to.equal(403);
    for (const query of ['complaint=0x3', 'complaint=1&complaint=2', 'complaint='])
      expect(await status(sam, query), query).to.equal(404);
    const amir = await signIn(app.client(), 'amir');
    expect(await status(amir, `complaint=${complaint.id}&since=1e3`)).to.equal(422);
    const foreign = await amir.post(
      '/notifications/writing',
      { page: newPage() },
      { origin: 'https://elsewhere.example' },
    );
    expect(foreign.status).to.equal(403);
  });

  it('may be one of thirty of a person, and is told so beyond', async () => {
    const amir = await signIn(app.client(), 'amir');
    const many = Array.from({ length: 31 }, () => new LivePage(amir, 'queue=1'));
    pages.push(...many);
    const states = await Promise.all(many.map(({ status }) => status));
    expect(states.filter((one) => one === 200)).to.have.length(30);
    expect(states.filter((one) => one === 429)).to.have.length(1);
    many.find((_, index) => states[index] === 200)?.close();
    // That it is gone is noticed when its line is closed.
    let status = 429;
    for (let turn = 0; turn < 50 && status === 429; turn += 1) {
      const page = new LivePage(amir, 'queue=1');
      pages.push(page);
      status = await page.status;
      if (status === 429) await delay(100);
    }
    expect(status).to.equal(200);
  });

  it('costs the same few statements for one and for twenty', async () => {
    const client = await signIn(app.client(), 'amir');
    const looked = async () =>
      (await statementsOf(() => delay(3000))).filter((sql) => !/sessions|users/.test(sql)).length;
    await openComplaint(client);
    const one = await looked();
    await Promise.all(Array.from({ length: 20 }, () => open(client, `complaint=${complaint.id}&since=0`)));
    await delay(1000);
    expect(await looked()).to.be.at.most(one + 2);
  });

  const ENDS: Readonly<Record<string, () => Promise<unknown>>> = {
    'its session was ended': () => byHand(() => Session.destroy({ where: { userId: cast.emil.id } })),
    'the group was taken away': () => byHand(() => UserGroup.destroy({ where: { userId: cast.emil.id } })),
  };
  for (const [why, end] of Object.entries(ENDS)) {
    it(`is told nothing more when ${why}`, async () => {
      const emil = await openComplaint(await signIn(app.client(), 'emil'));
      await end();
      await addRemark(cast.elena, { id: complaint.id, remark: 'I am on my way.' });
      await emil.until(({ event }) => event === 'ended');
      await emil.ended;
      expect(emil.told.some(says('Elena Engineer replied'))).to.equal(false);
    });
  }

  it('is told so at once when it comes back without a session, and sent to sign in where it asks', async () => {
    for (const query of [`complaint=${complaint.id}&since=0`, 'queue=1', 'bell=1', 'complaint=0x3']) {
      const page = await open(app.client(), query);
      await page.ended;
      expect(page.told, query).to.deep.equal([{ event: 'ended', data: {} }]);
      const asked = await app.client().get(`/notifications/stream?${query}`, { accept: 'application/json' });
      expect(asked.status, query).to.equal(303);
    }
  });

  it('is forgotten when it ended without a word', async () => {
    const page = newPage();
    await Presence.create({
      page,
      complaintId: complaint.id,
      userId: cast.emil.id,
      expires: new Date(Date.now() - 1),
    });
    const amir = await openComplaint(await signIn(app.client(), 'amir'));
    await delay(2500);
    expect(amir.told.some(sees('Emil Engineer'))).to.equal(false);
    await removeExpired();
    expect(await Presence.findByPk(page)).to.equal(null);
  });

  it('hears what another process did, and does not keep its own from ending', async () => {
    const portal = startPortal(testEnvironment);
    const url = await portal.url;
    if (url === undefined) throw new Error(portal.stderr());
    const amir = await openComplaint(await signIn(new Browser(url), 'amir'));
    await addRemark(cast.elena, { id: complaint.id, remark: 'I am on my way.' });
    // It loads its panel meanwhile, which keeps a busy machine from all else for some seconds.
    await amir.until(says('Elena Engineer replied'), 20);
    const start = Date.now();
    portal.child.kill('SIGTERM');
    expect(await portal.ended).to.equal(0);
    // What is kept from ending is cut after STOP_SECONDS.
    expect(Date.now() - start).to.be.below(20_000);
  });

  it('of a person’s bell hears of their news alone, wherever it is written or read', async () => {
    const tell = (to: Person, dedupeKey: string) =>
      inTransaction(() =>
        notify({
          kind: 'own.reply',
          channel: 'portal',
          recipientId: to.id,
          complaintId: complaint.id,
          details: {},
          dedupeKey,
        }),
      );
    const rosa = await signIn(app.client(), 'rosa');
    const bells = [await open(rosa, `bell=1&person=${cast.rosa.id}`), await open(rosa, 'bell=1')];
    const elena = await open(await signIn(app.client(), 'elena'), 'bell=1');
    const counts = (unread: number) => (told: Told) => told.data.unread === unread;
    for (const bell of [...bells, elena]) await bell.until(counts(0));
    await tell(cast.rosa, 'bell:1');
    for (const bell of bells) await bell.until(counts(1));
    for (const bell of bells) bell.told.splice(0);
    await rosa.post('/notifications/read', { newest: '999999' });
    for (const bell of bells) await bell.until(counts(0));
    expect(elena.told, 'of others').to.have.length(1);
    const other = new LivePage(rosa, `bell=1&person=${cast.elena.id}`);
    expect(await other.status, 'opened as somebody else').to.equal(403);
  });

  it('of a bell costs each poll one statement, however many listen', async () => {
    const client = await signIn(app.client(), 'rosa');
    await open(client, 'bell=1');
    const polls = async () =>
      (await statementsOf(() => delay(4100))).filter(
        (sql) => sql.includes('FROM notifications') && !sql.includes('FROM sessions'),
      ).length;
    const alone = await polls();
    for (let count = 0; count < 20; count += 1) await open(client, 'bell=1');
    await delay(200);
    const together = await polls();
    expect(alone).to.be.within(1, 3);
    expect(together).to.be.within(1, 3);
  });
});
