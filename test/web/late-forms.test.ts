import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { forUpdate, inTransaction } from '../../src/database/transaction.ts';
import { ApiToken } from '../../src/models/api-token.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { Group } from '../../src/models/group.ts';
import { KeptForm } from '../../src/models/kept-form.ts';
import { Remark } from '../../src/models/remark.ts';
import { StagedFile } from '../../src/models/staged-file.ts';
import { erasePerson } from '../../src/use-cases/erasure/erase-person.ts';
import { endSessions } from '../../src/use-cases/people/end-sessions.ts';
import { updateUser } from '../../src/use-cases/people/update-user.ts';
import { revokeToken } from '../../src/use-cases/tokens/revoke-token.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { programOf } from '../support/api-client.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';
import { dataDir } from '../support/database.ts';
import { byHand } from '../support/journal-watch.ts';
import { statementsOf } from '../support/queries.ts';
import { enterAsRosa } from '../support/reporter.ts';
import { asked, browserHeaders, multipart, sendSlowly } from '../support/slow-request.ts';
import { removeStoredFiles, storedFiles } from '../support/stored-files.ts';

const FILE = 'seen at the window\n'.repeat(20);

/** As whom a page's forms say that they were opened. */
async function ownerMark(client: Client, path: string): Promise<string> {
  const { text } = await client.get(path);
  return /name="formOwner"[^>]*value="([^"]*)"/.exec(text)?.[1] ?? expect.fail();
}

async function nothingKept(): Promise<void> {
  expect(await KeptForm.count()).to.equal(0);
  expect(await StagedFile.count()).to.equal(0);
  expect(await storedFiles(dataDir)).to.deep.equal([]);
}

describe('a form of the portal that takes long', () => {
  let app: TestApp;
  let cast: Cast;
  let rosa: Client;
  let typeId: string;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    ({ cast, rosa, typeId } = await enterAsRosa(app));
  });

  async function fileSlowly(meanwhile: () => Promise<unknown>) {
    const formOwner = await ownerMark(rosa, '/complaints/new');
    const fields = { formOwner, title: 'Late', description: 'So slow.', typeId };
    const { type, body } = multipart(fields, FILE);
    const sent = { path: '/complaints', headers: browserHeaders(rosa, type), body };
    return sendSlowly(app.url, sent, meanwhile);
  }

  it('leaves nothing of somebody who is erased meanwhile', async () => {
    const erase = () => erasePerson(cast.asha, cast.rosa.id, { name: 'Rosa Reporter', texts: 'erase' });
    expect(await fileSlowly(erase)).to.include({ status: 303, location: '/login' });
    expect(await Complaint.count()).to.equal(0);
    await nothingKept();
    // Nor does the page that lies open still.
    expect(await fileAgain()).to.equal('/login');
    await nothingKept();
  });

  /** Sends once more what a page holds that was opened as somebody. */
  async function fileAgain(): Promise<string | null> {
    const sam = await signIn(app.client(), 'sam');
    const formOwner = await ownerMark(sam, '/complaints/new');
    await erasePerson(cast.asha, cast.sam.id, { name: 'Sam Stranger', texts: 'erase' });
    const said = new File([FILE], 'said.txt');
    return (await sam.postMultipart('/complaints', { formOwner, title: 'Late' }, { attachments: said }))
      .location;
  }

  it('leaves nothing of somebody who is deactivated meanwhile', async () => {
    const leave = () => updateUser(cast.asha, cast.rosa.id, { isActive: false });
    expect(await fileSlowly(leave)).to.include({ status: 303, location: '/login' });
    expect(await Complaint.count()).to.equal(0);
    await nothingKept();
  });

  it('is kept with its files for somebody whose session is ended meanwhile', async () => {
    const { status, location } = await fileSlowly(() =>
      inTransaction(() => endSessions(cast.asha, cast.rosa.id, 'ended')),
    );
    expect(status).to.equal(303);
    expect(location).to.match(/^\/login\?next=%2Fkept%2F/);
    expect(await Complaint.count()).to.equal(0);
    expect(await StagedFile.count()).to.equal(1);
    await signIn(rosa, 'rosa');
    const kept = decodeURIComponent((location ?? '').split('next=')[1] ?? '');
    expect((await rosa.get(kept)).text)
      .to.include('So slow.')
      .and.include('said.txt');
  });

  it('waits behind a password that has to be changed since', async () => {
    const change = { mustChangePassword: true };
    const { location } = await fileSlowly(() => updateUser(cast.asha, cast.rosa.id, change));
    expect(location).to.match(/^\/login\?next=%2Fkept%2F/);
    expect(await Complaint.count()).to.equal(0);
  });

  it('is taken where nothing has changed, and who sends it is asked twice then alone', async () => {
    let answer = {};
    const sessions = async (work: () => Promise<unknown>) =>
      (await statementsOf(work)).filter((sql) => /FROM sessions\b/.test(sql)).length;
    const slow = await sessions(async () => {
      answer = await fileSlowly(async () => undefined);
    });
    expect(answer).to.include({ status: 303 });
    expect(await Complaint.count()).to.equal(1);
    // The page that the form is from asks as well.
    expect(slow).to.be.within(2, 3);
    const formOwner = await ownerMark(rosa, '/complaints/new');
    const quick = { formOwner, title: 'Quick', description: 'At once.', typeId };
    expect(await sessions(() => rosa.postMultipart('/complaints', quick))).to.equal(1);
  });

  it('says nothing for somebody who left, without a file as well', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const formOwner = await ownerMark(rosa, `/complaints/${id}`);
    const body = new URLSearchParams({ formOwner, remark: 'still here' }).toString();
    const headers = browserHeaders(rosa, 'application/x-www-form-urlencoded');
    const leave = () => updateUser(cast.asha, cast.rosa.id, { isActive: false });
    const sent = { path: `/complaints/${id}/remarks`, headers, body };
    expect(await sendSlowly(app.url, sent, leave)).to.include({ status: 303, location: '/login' });
    expect(await Remark.count()).to.equal(0);
    await nothingKept();
  });
});

describe('a form of the panel that takes long', function suite() {
  this.timeout(120_000);
  let app: TestApp;
  let cast: Cast;
  before(async () => {
    app = await startApp({ panel: true });
  });
  after(() => app.stop());
  beforeEach(async () => {
    await removeStoredFiles(dataDir);
    cast = await buildCast();
  });

  async function resolveSlowly(meanwhile: () => Promise<unknown>, file?: string) {
    const { id, statusId } = await buildComplaint({
      reporter: cast.rosa,
      assignee: cast.elena,
      status: 'in_progress',
    });
    const amir = await signIn(app.client(), 'amir');
    const { type, body } = multipart({ remark: 'Done by me.' }, file);
    const headers = { ...browserHeaders(amir, type), accept: 'application/json' };
    const path = `/admin/api/resources/complaints/records/${id}/resolve`;
    const answer = await sendSlowly(app.url, { path, headers, body }, meanwhile);
    const complaint = await Complaint.findByPk(id, { rejectOnEmpty: true });
    return { ...answer, isResolved: complaint.statusId !== statusId };
  }

  it('does nothing for somebody who is deactivated meanwhile', async () => {
    const leave = () => updateUser(cast.asha, cast.amir.id, { isActive: false });
    const { status, text, isResolved } = await resolveSlowly(leave, FILE);
    expect(status).to.equal(401);
    expect(text).to.include('Your session has ended, so nothing was saved.');
    expect(isResolved).to.equal(false);
    await nothingKept();
  });

  it('goes by the rights that somebody has by then', async () => {
    const none = await resolveSlowly(() => updateUser(cast.asha, cast.amir.id, { groupIds: [] }), FILE);
    expect(none).to.include({ status: 403, isResolved: false });
    await nothingKept();
    const amc = await Group.findOne({ where: { name: GROUP.amcAdmin }, rejectOnEmpty: true });
    await updateUser(cast.asha, cast.amir.id, { groupIds: [amc.id] });
    const engineer = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
    const less = await resolveSlowly(() => updateUser(cast.asha, cast.amir.id, { groupIds: [engineer.id] }));
    expect(less.isResolved).to.equal(false);
    await updateUser(cast.asha, cast.amir.id, { groupIds: [amc.id] });
    expect(await resolveSlowly(async () => undefined)).to.include({ status: 200, isResolved: true });
  });

  it('waits for a second factor that has to be set up since', async () => {
    const where = { name: GROUP.amcAdmin };
    const require = () => byHand(() => Group.update({ requiresSecondFactor: true }, { where }));
    expect(await resolveSlowly(require)).to.include({ status: 403, isResolved: false });
  });
});

describe('a request to the REST API that takes long', () => {
  let app: TestApp;
  let cast: Cast;
  let typeId: string;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    ({ cast, typeId } = await enterAsRosa(app));
  });

  async function send(path: string, type: string, body: string, meanwhile: () => Promise<unknown>) {
    const program = await programOf(app.url, cast.rosa);
    // What notes its use, and how often it may ask, is done before.
    await program.get('/me');
    const headers = { authorization: `Bearer ${program.token}`, 'content-type': type };
    return sendSlowly(app.url, { path: `/api/v1${path}`, headers, body }, meanwhile);
  }

  async function revoke(): Promise<void> {
    const { id } = await ApiToken.findOne({ rejectOnEmpty: true });
    await revokeToken(cast.asha, id);
  }

  it('leaves no file where its token is revoked meanwhile', async () => {
    const { type, body } = multipart({}, FILE);
    expect((await send('/files', type, body, revoke)).status).to.equal(401);
    await nothingKept();
    expect((await send('/files', type, body, async () => undefined)).status).to.equal(201);
  });

  it('files nothing for somebody who is deactivated meanwhile', async () => {
    const filing = JSON.stringify({ title: 'Late', description: 'So slow.', typeId: Number(typeId) });
    const leave = () => updateUser(cast.asha, cast.rosa.id, { isActive: false });
    expect((await send('/complaints', 'application/json', filing, leave)).status).to.equal(401);
    expect(await Complaint.count()).to.equal(0);
  });

  it('takes no further step of many once its token is revoked', async () => {
    const program = await programOf(app.url, cast.amir);
    // What notes its use is done before.
    await program.get('/me');
    const complaints: { id: number }[] = [];
    for (let i = 0; i < 3; i += 1)
      complaints.push({ id: (await buildComplaint({ reporter: cast.rosa })).id });
    const known = asked();
    const [first] = complaints;
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    // The first waits for this, the others come when who asks is certain no more.
    const holding = inTransaction(async () => {
      await Complaint.findByPk(first?.id, forUpdate());
      begin();
      await known;
      await delay(1100);
      await revoke();
    });
    await begun;
    const bulk = { step: 'note', complaints, text: 'All of them.' };
    const answer = program.post<{ data: { status: number }[] }>('/complaints/bulk', bulk);
    await holding;
    const { status, body } = await answer;
    expect(status).to.equal(200);
    expect(body.data.map((one) => one.status)).to.deep.equal([200, 401, 401]);
    expect(await Remark.count()).to.equal(1);
  });
});
