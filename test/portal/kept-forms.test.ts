import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { readConfig } from '../../src/config.ts';
import { Attachment } from '../../src/models/attachment.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { KeptForm } from '../../src/models/kept-form.ts';
import { Remark } from '../../src/models/remark.ts';
import { Session } from '../../src/models/session.ts';
import { StagedFile } from '../../src/models/staged-file.ts';
import { StatusChange } from '../../src/models/status-change.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { forgetKept } from '../../src/use-cases/kept-forms/kept-forms.ts';
import { removeOrphanFiles } from '../../src/use-cases/attachments/remove-orphan-files.ts';
import { deleteComplaints } from '../../src/use-cases/complaints/delete-complaints.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Answer, Client } from '../support/client.ts';
import { formOwnerKey } from '../../src/web/form-owner.ts';
import { sessionSecret } from '../../src/web/session-secret.ts';
import { enterAsRosa } from '../support/reporter.ts';
import { dataDir, testEnvironment } from '../support/database.ts';
import { removeStoredFiles, storedFiles } from '../support/stored-files.ts';

const DAY_MS = 86_400_000;

/** The values of a page's form as a browser would send them. */
function hidden(page: Answer, name: string): string {
  const [, value = ''] = new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page.text) ?? [];
  return value;
}

const statuses = (answers: readonly Answer[]): number[] =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b);

describe('what was typed in vain', () => {
  let app: TestApp;
  let cast: Cast;
  let rosa: Client;
  let typeId: string;
  before(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    ({ cast, rosa, typeId } = await enterAsRosa(app));
  });
  after(() => app.stop());

  const words = () => ({ title: 'No paper', description: 'Since Monday.', typeId });
  const file = (content = 'the report') => ({ attachments: new File([content], 'report.txt') });

  /** A form as it was opened: with its owner first. */
  async function opened(client: Client, path: string): Promise<Record<string, string>> {
    const page = await client.get(path);
    return { formOwner: hidden(page, 'formOwner'), submissionKey: hidden(page, 'submissionKey') };
  }

  async function endSessions(): Promise<void> {
    await Session.destroy({ where: {} });
  }

  it('is there again after signing in again, with its files, and is sent then', async () => {
    const form = await opened(rosa, '/complaints/new');
    await endSessions();
    const sent = await rosa.postMultipart('/complaints', { ...form, ...words() }, file());
    expect([sent.status, sent.location]).to.satisfy(
      ([status, to]: [number, string]) => status === 303 && /^\/login\?next=%2Fkept%2F[\w-]{24}$/.test(to),
    );
    const kept = decodeURIComponent(sent.location?.split('=')[1] ?? '');
    expect((await rosa.get(sent.location ?? '')).text).to.contain('Nothing is lost');
    const back = await rosa.post('/login', {
      username: 'rosa',
      password: 'correct horse battery',
      next: kept,
    });
    expect(back.location).to.equal(kept);
    const page = await rosa.get(kept);
    expect(page.status).to.equal(200);
    expect(page.text)
      .to.contain('value="No paper"')
      .and.contain('>Since Monday.</textarea>')
      .and.contain('report.txt')
      .and.contain('This was not sent yet.');
    expect(await Complaint.count()).to.equal(0);
    const again = {
      ...words(),
      formOwner: hidden(page, 'formOwner'),
      submissionKey: hidden(page, 'submissionKey'),
      keptForm: hidden(page, 'keptForm'),
      keptFiles: hidden(page, 'keptFiles'),
    };
    const answers = await Promise.all([1, 2, 3].map(() => rosa.postMultipart('/complaints', again)));
    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([303]));
    expect(new Set(answers.map(({ location }) => location)).size).to.equal(1);
    const [row, ...others] = await Attachment.findAll();
    expect([row?.originalName, row?.uploaderId, others.length]).to.deep.equal([
      'report.txt',
      cast.rosa.id,
      0,
    ]);
    expect((await rosa.get(`/attachments/${row?.id}`)).text).to.equal('the report');
    // The page sent once more, when its file has long been used.
    const late = await rosa.postMultipart('/complaints', again);
    expect([late.status, late.location]).to.deep.equal([303, answers[0]?.location]);
    expect(await Complaint.count()).to.equal(1);
    expect([await KeptForm.count(), await StagedFile.count()]).to.deep.equal([0, 0]);
  });

  it('names its files by numbers, is taken once with them, and is refused with those of another form', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const sent = await rosa.postMultipart(
      '/sending',
      { formOwner: (await opened(rosa, '/complaints/new')).formOwner ?? '' },
      file(),
    );
    const [kept] = (sent.json() as { files: number[] }).files;
    const form = await opened(rosa, `/complaints/${id}`);
    const reply = { ...form, remark: 'See the file.', keptFiles: String(kept) };
    const first = await rosa.postMultipart(`/complaints/${id}/remarks`, reply);
    const again = await rosa.postMultipart(`/complaints/${id}/remarks`, reply);
    expect([first.status, again.status]).to.deep.equal([303, 303]);
    expect(await Remark.count()).to.equal(1);
    const other = { ...form, submissionKey: 'x'.repeat(24), remark: 'And another.', keptFiles: String(kept) };
    const refused = await rosa.postMultipart(`/complaints/${id}/remarks`, other);
    expect(refused.status).to.equal(422);
    expect(refused.text).to.contain('Attach it again').and.contain('And another.');
    const nobodys = await rosa.postMultipart(`/complaints/${id}/remarks`, { ...other, keptFiles: '999999' });
    expect(nobodys.status).to.equal(422);
    expect([await Remark.count(), await Attachment.count()]).to.deep.equal([1, 1]);
  });

  it('stays for who only looks at it, whatever their program wants, and no odd key harms anything', async () => {
    const form = await opened(rosa, '/complaints/new');
    await endSessions();
    const sent = await rosa.postMultipart('/complaints', { ...form, ...words() }, file());
    const kept = decodeURIComponent(sent.location?.split('=')[1] ?? '');
    rosa = await signIn(app.client(), 'rosa');
    await rosa.get(kept, { accept: 'application/json' });
    expect((await rosa.get(kept)).text)
      .to.contain('value="No paper"')
      .and.contain('report.txt');
    for (const key of ['%00', 'x'.repeat(24), 'a%27b', '..%2f..%2fetc']) {
      expect((await rosa.get(`/kept/${key}`)).status, key).to.equal(404);
      expect((await rosa.post(`/kept/${key}/discard`)).status, key).to.be.oneOf([303, 404]);
    }
    const odd = await rosa.postMultipart('/complaints', {
      ...(await opened(rosa, '/complaints/new')),
      ...words(),
      keptForm: '\0',
    });
    expect([odd.status, await Complaint.count()]).to.deep.equal([303, 1]);
  });

  it('gives its words back where what it belongs to is gone', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const form = await opened(rosa, `/complaints/${id}`);
    await endSessions();
    const path = `/complaints/${id}/remarks`;
    const sent = await rosa.postMultipart(path, { ...form, remark: 'Do <not> lose this' });
    const kept = decodeURIComponent(sent.location?.split('=')[1] ?? '');
    await deleteComplaints(cast.asha, [id]);
    rosa = await signIn(app.client(), 'rosa');
    const page = await rosa.get(kept);
    expect(page.status).to.equal(404);
    expect(page.text).to.contain('Do &lt;not&gt; lose this').and.contain('cannot be sent any more');
    expect((await rosa.post(`${kept}/discard`)).status).to.equal(303);
    expect(await KeptForm.count()).to.equal(0);
  });

  it('gives its words back where the complaint was deleted while they were written', async () => {
    for (const form of ['remarks', 'withdraw', 'confirm', 'reopen']) {
      const { id } = await buildComplaint({ reporter: cast.rosa });
      const fields = await opened(rosa, `/complaints/${id}`);
      await deleteComplaints(cast.asha, [id]);
      const typed = { remark: 'Do <not> lose this', comment: 'Do <not> lose this', rating: '3' };
      const answer = await rosa.postMultipart(
        `/complaints/${id}/${form}`,
        { ...fields, ...typed },
        { attachments: new File(['x'], 'a.txt') },
      );
      expect(answer.status, form).to.equal(404);
      expect(answer.text, form).to.contain('Do &lt;not&gt; lose this').and.contain('cannot be sent any more');
      expect(await StagedFile.count()).to.equal(0);
      const asked = await rosa.post(`/complaints/${id}/${form}`, typed, { accept: 'application/json' });
      expect([asked.status, asked.text.includes('lose this')]).to.deep.equal([404, false]);
    }
  });

  it('is taken in nobody’s name from a page that was opened long ago', async () => {
    const form = await opened(rosa, '/complaints/new');
    await endSessions();
    const [id, day, mark] = (form.formOwner ?? '').split('.');
    const { value: key } = formOwnerKey(await sessionSecret(readConfig(testEnvironment)));
    const drawn = (on: number) =>
      `${id}.${on}.${createHmac('sha256', key).update(`${id}.${on}`).digest('base64url')}`;
    const old = Number(day) - 8;
    for (const formOwner of [`${id}.${old}.${mark}`, drawn(old)]) {
      const sent = await rosa.postMultipart('/complaints', { ...form, formOwner, ...words() }, file());
      expect([sent.status, sent.location]).to.deep.equal([303, '/login']);
      expect([await KeptForm.count(), await StagedFile.count()]).to.deep.equal([0, 0]);
    }
    const young = { ...form, formOwner: drawn(Number(day) - 6) };
    const sent = await rosa.postMultipart('/complaints', { ...young, ...words() }, file());
    expect(sent.location).to.match(/^\/login\?next=%2Fkept%2F/);
  });

  it('is kept without what may be a password, wherever it was typed', async () => {
    const form = await opened(rosa, '/complaints/new');
    await endSessions();
    const secret = { password: 'correct horse', newPassword: 'battery staple' };
    await rosa.postMultipart('/complaints', { ...form, ...words(), ...secret });
    const [row] = await KeptForm.findAll();
    expect(row?.fields)
      .to.contain('No paper')
      .and.not.match(/correct horse|battery staple/);
  });

  describe('by many senders', () => {
    const MARKED = { sender: 'somebody', path: '/complaints', fields: '{}' };

    /** Sends the form without a session; says the key under which it is kept, if it is. */
    async function keptKey(client: Client, form: Record<string, string>): Promise<string | undefined> {
      const { location } = await client.postMultipart('/complaints', form);
      return /[\w-]{24}$/.exec(location ?? '')?.[0];
    }

    it('loses its place to nobody else’s, and to its sender’s own after twenty', async () => {
      const form = { ...(await opened(rosa, '/complaints/new')), ...words() };
      await endSessions();
      const hers = await keptKey(rosa, form);
      const stranger = app.client();
      const first = await keptKey(stranger, form);
      for (let more = 0; more < 20; more += 1) await keptKey(stranger, form);
      const keys = (await KeptForm.findAll()).map((row) => row.keptKey);
      expect(keys).to.have.length(21).and.include(hers).and.not.include(first);
    });

    it('is not kept when a hundred wait, however many come at once, and its words are given back', async () => {
      const form = { ...(await opened(rosa, '/complaints/new')), ...words() };
      await endSessions();
      const rows = Array.from({ length: 99 }, (_, index) => ({ ...MARKED, keptKey: `${index}` }));
      await KeptForm.bulkCreate(rows.map((row) => ({ ...row, ownerId: cast.rosa.id })));
      const answers = await Promise.all(
        [1, 2, 3].map(() => app.client().postMultipart('/complaints', form, file())),
      );
      expect(statuses(answers)).to.deep.equal([303, 429, 429]);
      expect(await KeptForm.count({ where: MARKED })).to.equal(99);
      expect([await KeptForm.count(), await StagedFile.count()]).to.deep.equal([100, 1]);
      expect(await storedFiles(dataDir)).to.have.length(1);
      const refused = answers.find(({ status }) => status === 429);
      expect(refused?.text)
        .to.contain('could not be kept')
        .and.contain('No paper')
        .and.contain('Since Monday.')
        .and.not.contain('Rosa');
    });

    it('is kept apart by network', async () => {
      const proxied = await startApp({ environment: { TRUST_PROXY: 'loopback' } });
      const form = {
        ...(await opened(await signIn(proxied.client(), 'rosa'), '/complaints/new')),
        ...words(),
      };
      await endSessions();
      const body = () => new URLSearchParams(form);
      for (const from of ['192.0.2.1', '192.0.2.2', '2001:db8::1', '2001:db8::2']) {
        const headers = { 'x-forwarded-for': from };
        await proxied.client().request('/complaints', { method: 'POST', body: body(), headers });
      }
      await proxied.stop();
      const senders = (await KeptForm.findAll({ order: ['id'] })).map(({ sender }) => sender);
      expect(new Set(senders).size).to.equal(3);
      expect(senders[2])
        .to.equal(senders[3])
        .and.match(/^[\w-]{43}$/);
    });
  });

  it('tells what did not come along: files before the form says whose it is, and those that are refused', async () => {
    const form = await opened(rosa, '/complaints/new');
    await endSessions();
    const body = new FormData();
    body.append('attachments', new File(['the report'], 'early.txt'));
    for (const [name, value] of Object.entries({ ...form, ...words() })) body.append(name, value);
    body.append('attachments', new File(['MZ'], 'tool.exe'));
    body.append('attachments', new File(['the rest'], 'late.txt'));
    const sent = await rosa.request('/complaints', { method: 'POST', body });
    rosa = await signIn(app.client(), 'rosa');
    const page = await rosa.get(decodeURIComponent(sent.location?.split('=')[1] ?? ''));
    expect(page.text)
      .to.contain('This was not sent yet.')
      .and.contain('early.txt did not come along: please attach it again.')
      .and.contain('tool.exe cannot be attached.')
      .and.match(/name="keptFiles"[^]*late\.txt/);
    expect(await storedFiles(dataDir)).to.have.length(1);
  });

  it('keeps its files through the refusal of another that has them, too', async () => {
    for (let round = 0; round < 8; round += 1) {
      const refused = await rosa.postMultipart('/complaints', { ...words(), title: '' }, file());
      const shared = { ...words(), keptFiles: hidden(refused, 'keptFiles') };
      const answers = await Promise.all([
        rosa.postMultipart('/complaints', { ...shared, submissionKey: `a-key-of-round-${round}` }),
        ...[1, 2].map(() => rosa.postMultipart('/complaints', { ...shared, typeId: '999' })),
      ]);
      expect(answers.map(({ status }) => status)).to.deep.equal([303, 422, 422]);
    }
    const rows = await Attachment.findAll();
    expect(rows).to.have.length(8);
    for (const { id } of rows) expect((await rosa.get(`/attachments/${id}`)).text).to.equal('the report');
  });

  it('is refused by name to whoever signed in meanwhile, and kept for its owner', async () => {
    const forms = {
      complaint: await opened(rosa, '/complaints/new'),
      profile: await opened(rosa, '/profile'),
      password: await opened(rosa, '/password'),
    };
    const complaint = await buildComplaint({ reporter: cast.rosa, status: 'resolved' });
    const step = await opened(rosa, `/complaints/${complaint.id}`);
    const sam = await signIn(app.client(), 'sam');
    const before = await UserProfile.findAll({ raw: true, order: [['id', 'ASC']] });
    const answers = [
      await sam.postMultipart('/complaints', { ...forms.complaint, ...words() }, file()),
      await sam.post('/profile', { ...forms.profile, phoneNumber: '+1 555 0100' }),
      await sam.postMultipart(`/complaints/${complaint.id}/remarks`, { ...step, remark: 'Thanks' }),
      await sam.postMultipart(`/complaints/${complaint.id}/reopen`, { ...step, remark: 'Again' }),
      await sam.post(`/complaints/${complaint.id}/confirm`, { ...step, rating: '5' }),
      await sam.post('/password', { ...forms.password, currentPassword: 'x', newPassword: 'y' }),
    ];
    for (const { status, text } of answers) {
      expect(status).to.equal(409);
      expect(text).to.contain('Rosa Reporter').and.contain('Sam').and.not.contain('Since Monday.');
    }
    expect(await Complaint.count()).to.equal(1);
    expect(await Remark.count()).to.equal(0);
    expect(await UserProfile.findAll({ raw: true, order: [['id', 'ASC']] })).to.deep.equal(before);
    const kept = await KeptForm.findAll();
    expect(kept.map(({ path }) => path))
      .to.have.length(5)
      .and.not.include('/password');
    for (const { ownerId, fields } of kept) {
      expect(ownerId).to.equal(cast.rosa.id);
      expect(fields).not.to.contain('formOwner');
    }
    const [first] = kept;
    const foreign = await sam.get(`/kept/${first?.keptKey}`);
    expect(foreign.status).to.equal(403);
    expect(foreign.text).to.contain('Rosa Reporter').and.not.contain('Since Monday.');
    expect((await sam.get('/')).text).not.to.contain('/kept/');
    const hers = await rosa.get('/');
    for (const { keptKey } of kept) {
      expect(hers.text).to.contain(`/kept/${keptKey}`);
      expect((await rosa.get(`/kept/${keptKey}`)).status).to.equal(200);
    }
    expect((await rosa.get(`/kept/${first?.keptKey}`)).text).to.contain('report.txt');
    await sam.post(`/kept/${first?.keptKey}/discard`);
    expect((await rosa.get(`/kept/${first?.keptKey}`)).status, 'discarded by another').to.equal(200);
    await rosa.post(`/kept/${first?.keptKey}/discard`);
    expect((await rosa.get(`/kept/${first?.keptKey}`)).status).to.equal(404);
    expect((await rosa.get('/kept/nothing')).status).to.equal(404);
  });

  it('is not kept for somebody in whose name a stranger only pretends to write', async () => {
    const form = {
      formOwner: `${cast.rosa.id}.${Math.floor(Date.now() / 86_400_000)}.${'A'.repeat(43)}`,
      ...words(),
    };
    const answer = await app.client().postMultipart('/complaints', form, file());
    expect(answer.location).to.equal('/login');
    const sam = await signIn(app.client(), 'sam');
    expect((await sam.postMultipart('/complaints', form, file())).status).to.equal(409);
    expect([await KeptForm.count(), await StagedFile.count()]).to.deep.equal([0, 0]);
    expect(await storedFiles(dataDir)).to.deep.equal([]);
  });

  it('keeps the files of a form that is refused, which come once and can be left out', async () => {
    const form = await opened(rosa, '/complaints/new');
    const refused = await rosa.postMultipart('/complaints', { ...form, ...words(), title: '' }, file());
    expect(refused.status).to.equal(422);
    expect(refused.text).to.contain('report.txt');
    const keptFiles = hidden(refused, 'keptFiles');
    const sam = await signIn(app.client(), 'sam');
    const his = await sam.postMultipart('/complaints', { ...words(), keptFiles });
    expect(his.status, 'another’s file is none of his').to.equal(422);
    expect(his.text).to.contain('Attach it again').and.not.contain('report.txt');
    expect(await Complaint.count()).to.equal(0);
    expect(await Attachment.count()).to.equal(0);
    const second = await rosa.postMultipart(
      '/complaints',
      { ...form, ...words(), title: '', keptFiles },
      { attachments: new File(['more'], 'more.txt') },
    );
    expect(second.text).to.contain('report.txt').and.contain('more.txt');
    const all = [...second.text.matchAll(/name="keptFiles"[^>]*value="(\d+)"/g)].map(([, id = '']) => id);
    const done = await rosa.postMultipart('/complaints', { ...form, ...words(), keptFiles: all });
    expect(done.status).to.equal(303);
    expect((await Attachment.findAll()).map(({ originalName }) => originalName)).to.have.members([
      'report.txt',
      'more.txt',
    ]);
    const alone = await rosa.postMultipart('/complaints', {
      ...form,
      ...words(),
      title: 'Another',
      keptFiles,
    });
    expect(alone.status, 'its file went with the other one').to.equal(422);
    expect(alone.text).to.contain('Attach it again').and.not.contain('name="keptFiles"');
    const without = await rosa.postMultipart('/complaints', { ...form, ...words(), title: 'Another' });
    expect(without.status).to.equal(303);
    expect(await Attachment.count()).to.equal(2);
  });

  it('is forgotten after a week with its files, which no sweep takes before', async () => {
    const form = await opened(rosa, '/complaints/new');
    await endSessions();
    await rosa.postMultipart('/complaints', { ...form, ...words() }, file());
    const now = Date.now();
    await removeOrphanFiles(new Date(now + 6 * DAY_MS));
    expect(await forgetKept(new Date(now + 6 * DAY_MS))).to.equal(0);
    expect(await storedFiles(dataDir)).to.have.length(1);
    expect(await forgetKept(new Date(now + 8 * DAY_MS))).to.equal(2);
    expect(await storedFiles(dataDir)).to.deep.equal([]);
    expect([await KeptForm.count(), await StagedFile.count()]).to.deep.equal([0, 0]);
  });

  it('says once that a complaint was filed', async () => {
    const { location } = await rosa.postMultipart('/complaints', words());
    const id = location?.split('/').at(-1);
    expect((await rosa.get(location ?? '')).text).to.contain(`Filed as #${id}`);
    expect((await rosa.get(location ?? '')).text).not.to.contain('Filed as');
  });
});

describe('how much one person may send', () => {
  let app: TestApp;
  let typeId: string;
  before(async () => {
    app = await startApp({ environment: { FILINGS_PER_HOUR: '3', UPLOAD_MB_PER_DAY: '1' } });
  });
  beforeEach(async () => {
    await removeStoredFiles(dataDir);
    await buildCast();
    const type = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    typeId = String(type.id);
  });
  after(() => app.stop());

  it('is three complaints an hour, however many come at once, and the text of the fourth stays', async () => {
    const rosa = await signIn(app.client(), 'rosa');
    const send = (title: string) =>
      rosa.postMultipart('/complaints', { title, description: 'Since Monday.', typeId });
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => send(`Complaint ${index}`)));
    expect(statuses(answers)).to.deep.equal([303, 303, 303, 429, 429, 429, 429, 429]);
    expect(await Complaint.count()).to.equal(3);
    const told = answers.find(({ status }) => status === 429)?.text;
    expect(told)
      .to.contain('You filed 3 complaints within an hour')
      .and.contain('>Since Monday.</textarea>')
      .and.match(/in (59|60) minutes/);
    const sam = await signIn(app.client(), 'sam');
    const his = await sam.postMultipart('/complaints', { title: 'His', description: 'x', typeId });
    expect(his.status).to.equal(303);
    await StatusChange.update({ createdAt: new Date(Date.now() - 3_600_001) }, { where: {} });
    expect((await send('Later')).status).to.equal(303);
  });

  it('is one megabyte of files a day, however many come at once, and the text stays', async () => {
    const rosa = await signIn(app.client(), 'rosa');
    const send = (title: string) =>
      rosa.postMultipart(
        '/complaints',
        { title, description: 'Since Monday.', typeId },
        { attachments: new File(['x'.repeat(400_000)], 'report.txt') },
      );
    const answers = await Promise.all([1, 2, 3].map((index) => send(`Complaint ${index}`)));
    expect(statuses(answers)).to.deep.equal([303, 303, 422]);
    expect(answers.find(({ status }) => status === 422)?.text)
      .to.contain('You can attach 1 MB within 24 hours')
      .and.contain('>Since Monday.</textarea>');
    expect(await storedFiles(dataDir)).to.have.length(2);
    await Attachment.update({ createdAt: new Date(Date.now() - DAY_MS - 1) }, { where: {} });
    await Complaint.destroy({ where: { title: 'nobody' } });
    const later = await rosa.postMultipart(
      '/complaints',
      { title: 'Later', description: 'x', typeId },
      { attachments: new File(['x'.repeat(400_000)], 'report.txt') },
    );
    expect(later.status).to.equal(303);
  });
});
