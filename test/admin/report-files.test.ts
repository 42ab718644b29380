import { expect } from 'chai';
import { plainText } from '../../src/mail/plain-text.ts';
import { Department } from '../../src/models/department.ts';
import { User } from '../../src/models/user.ts';
import { writeMail } from '../../src/notifications/mails/write-mail.tsx';
import { composeLetter } from '../../src/use-cases/notifications/mail/compose-letter.ts';
import { readReport } from '../../src/use-cases/reports/read-report.ts';
import { reportPaper } from '../../src/use-cases/reports/report-paper.ts';
import { makeReport } from '../../src/use-cases/reports/saved/make-report.ts';
import { saveReport } from '../../src/use-cases/reports/saved/save-report.ts';
import { startReport } from '../../src/use-cases/reports/saved/start-report.ts';
import { KINDS } from '../factories/actors.ts';
import { buildNotification } from '../factories/notifications.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildCast, buildUser } from '../factories/people.ts';
import { buildQueue } from '../factories/queue.ts';
import { itOnce } from '../support/it-once.ts';
import { journal } from '../support/journal.ts';
import { withPanel } from '../support/panel.ts';

describe('the page of the reports', () => {
  const panel = withPanel();
  const theAdmin = async () =>
    KINDS.admin((await User.findOne({ where: { username: 'asha' }, rejectOnEmpty: true })).id);

  beforeEach(async () => {
    await buildQueue(await buildCast());
  });

  it('shows a report to those who see figures, and stands in nobody else’s menu', async () => {
    const auditor = await buildGroup('Auditor', ['panel.open', 'complaints.view']);
    await buildUser({ username: 'otto', groups: [auditor.name] });
    for (const [name, status] of [
      ['amir', 200],
      ['elena', 200],
      ['otto', 403],
    ] as const) {
      const who = await panel.as(name);
      const answer = await who.get('pages/reports', { period: 'last-week', compare: 'no' });
      expect(answer.status, name).to.equal(status);
      expect((await who.client.get('/admin/pages/reports')).status, name).to.equal(status);
      const { text } = await who.client.get('/admin');
      expect(text.includes('"component":"ReportsPage"'), name).to.equal(status === 200);
      if (status === 200) expect(answer.text).to.match(/"report":\{.*"choices":\{"departments":/);
    }
  });

  it('is for engineers of their own work, which nobody can widen, with no report that is kept', async () => {
    const elena = await panel.as('elena');
    const answer = await elena.get('pages/reports');
    const told = JSON.parse(answer.text) as {
      report: { isOwn: boolean; engineers: unknown[]; filters: object; filed: { value: number } };
      choices: { departments: unknown[]; engineers: unknown[] };
      saved: unknown;
    };
    const { id } = await User.findOne({ where: { username: 'elena' }, rejectOnEmpty: true });
    expect(told.report).to.deep.include({ isOwn: true, engineers: [] });
    expect(told.report.filters).to.include({ engineerId: id });
    expect(told.choices.departments).not.to.deep.equal([]);
    expect([told.choices.engineers, told.saved]).to.deep.equal([[], null]);
    const all = await (await panel.as('amir')).get('pages/reports', { engineerId: String(id) });
    expect((JSON.parse(all.text) as typeof told).report.filed.value).to.equal(told.report.filed.value);
    expect((await elena.get('pages/reports', { engineerId: String(id) })).status).to.equal(200);
    for (const engineerId of ['0', '1']) {
      const refused = await elena.get('pages/reports', { engineerId });
      expect([refused.status, refused.notice?.message], engineerId).to.deep.equal([
        403,
        'You may see the figures of your own work alone.',
      ]);
    }
  });

  it('says of what it cannot be asked at which field', async () => {
    const amir = await panel.as('amir');
    const errors = async (page: string, query: Record<string, string>) => {
      const { status, record } = await amir.get(page, query);
      return [status, ...Object.entries(record.errors).map(([name, { message }]) => `${name}: ${message}`)];
    };
    for (const page of ['pages/reports', 'dashboard']) {
      const reversed = { from: '2026-03-08', to: '2026-03-02' };
      expect(await errors(page, reversed)).to.deep.equal([
        400,
        'to: The last day comes before the first one.',
      ]);
      expect(await errors(page, { from: '2026-02-30' })).to.deep.equal([
        400,
        'from: A day is written such as 2026-01-31.',
      ]);
      expect(await errors(page, { from: '1990-01-01', to: '2026-01-01' })).to.deep.equal([
        400,
        'from: Choose at most 10 years.',
      ]);
      const long = { from: '2024-01-01', to: '2026-01-01', step: 'day' };
      expect(await errors(page, long)).to.deep.equal([
        400,
        'step: For more than 400 days, choose weeks or months.',
      ]);
      expect(await errors(page, { typeId: '999999' })).to.deep.equal([400, 'typeId: There is no such type.']);
      expect(await errors(page, { colour: 'red' })).to.deep.equal([
        400,
        'colour: A report cannot be asked by that.',
      ]);
    }
  });

  it('tells of kept reports alone to who follows a file in the making, and asks no figures for that', async () => {
    const amir = await panel.as('amir');
    const { status, text } = await amir.get('pages/reports', { brief: '1' });
    expect(status, text).to.equal(200);
    expect(Object.keys(JSON.parse(text) as object)).to.deep.equal(['saved']);
    expect((await (await panel.as('elena')).get('pages/reports', { brief: '1' })).status).to.equal(403);
  });

  it('gives a file with the figures of its page, and the journal tells who took it', async () => {
    const amir = await panel.as('amir');
    const { text: page } = await amir.get('dashboard', { period: 'last-30-days' });
    const { report } = JSON.parse(page) as {
      report: { filed: { value: number }; period: { from: string; to: string } };
    };
    const { from, to } = report.period;
    const { status, text, headers } = await amir.client.get('/admin/exports/reports?format=csv');
    expect(status, text).to.equal(200);
    expect(headers.get('content-disposition')).to.contain(`report-${from}-to-${to}.csv`);
    expect(text).to.match(new RegExp(`^Filed,${report.filed.value},`, 'm'));
    expect(text)
      .to.match(/^HR,\d+/m)
      .and.to.match(/^Elena/m);
    expect((await journal({ name: 'export.downloaded' })).at(-1)?.details).to.deep.include({
      what: 'report',
      format: 'csv',
    });
    const sheets = await amir.client.get('/admin/exports/reports?format=xlsx&period=last-week');
    expect(sheets.status).to.equal(200);
    expect(sheets.headers.get('content-type')).to.contain('spreadsheetml');
    expect(sheets.text.slice(0, 2)).to.equal('PK');
    const paper = await amir.client.get('/admin/exports/reports?format=pdf');
    expect([paper.status, paper.text.slice(0, 5)]).to.deep.equal([200, '%PDF-']);
    expect(paper.text.trimEnd().slice(-5), 'the whole of it').to.equal('%%EOF');
  });

  it('is whole where nothing happened in the period, in each format', async function () {
    this.timeout(60_000);
    const amir = await panel.as('amir');
    const take = async (format: string) => {
      const address = `/admin/exports/reports?format=${format}&from=2020-01-01&to=2020-01-31`;
      const { status, text } = await amir.client.get(address);
      expect(status, format).to.equal(200);
      return text;
    };
    expect(await take('csv'))
      .to.match(/^Filed,0,/m)
      .and.to.match(/^Response: half within,,/m);
    expect((await take('xlsx')).slice(0, 2)).to.equal('PK');
    expect((await take('pdf')).trimEnd().slice(-5)).to.equal('%%EOF');
  });

  itOnce('draws three documents at most of one person at a time', async function three() {
    this.timeout(60_000);
    const amir = await panel.as('amir');
    const address = '/admin/exports/reports?format=pdf';
    const all = await Promise.all([1, 2, 3, 4].map(() => amir.client.get(address)));
    expect(all.map(({ status }) => status)).to.have.members([200, 200, 200, 429]);
    expect(all.find(({ status }) => status === 429)?.text).to.include('still being made');
    // What was refused was taken by nobody.
    expect(await journal({ name: 'export.downloaded' })).to.have.length(3);
    expect((await amir.client.get(address)).status).to.equal(200);
  });

  it('says in a file of what it is where it is not of all', async () => {
    const amir = await panel.as('amir');
    const { id } = await Department.findOne({ where: { name: 'HR' }, rejectOnEmpty: true });
    const { text } = await amir.client.get(`/admin/exports/reports?format=csv&departmentId=${id}`);
    expect(text).to.match(/^Department,HR\r$/m);
    expect((await amir.client.get('/admin/exports/reports?format=csv')).text).not.to.match(
      /^Department,HR\r$/m,
    );
    const report = await readReport(await theAdmin(), { departmentId: id });
    expect(reportPaper(report).about).to.include('Department: HR');
    expect(reportPaper({ ...report, daysBeingCounted: 2 }).about).to.include(
      'Not complete: 2 days are still being counted',
    );
  });

  it('gives engineers a file of their own work, and the journal tells of whose it is', async () => {
    const elena = await panel.as('elena');
    const { status, text } = await elena.client.get('/admin/exports/reports?format=csv');
    expect([status, /^Engineer,Elena/m.test(text), /^Emil/m.test(text)], text).to.deep.equal([
      200,
      true,
      false,
    ]);
    const { id } = await User.findOne({ where: { username: 'elena' }, rejectOnEmpty: true });
    expect((await journal({ name: 'export.downloaded' })).at(-1)?.details).to.deep.nested.include({
      'filters.engineerId': String(id),
    });
    expect((await elena.client.get('/admin/exports/reports?format=csv&engineerId=0')).status).to.equal(403);
  });

  it('gives no file to others, nor of what a report cannot be asked by', async () => {
    const auditor = await buildGroup('Auditor', ['panel.open', 'complaints.view']);
    await buildUser({ username: 'otto', groups: [auditor.name] });
    const otto = await panel.as('otto');
    expect((await otto.client.get('/admin/exports/reports?format=csv')).status).to.equal(403);
    const amir = await panel.as('amir');
    for (const query of [
      '',
      'format=docx',
      'format=csv&period=always',
      'format=csv&typeId=999999',
      'format=pdf&from=2026-03-08&to=2026-03-02',
      'format=xlsx&from=1990-01-01&to=2026-01-01',
      'format=csv&colour=red',
    ])
      expect((await amir.client.get(`/admin/exports/reports?${query}`)).status, query).to.equal(400);
    const elena = await panel.as('elena');
    expect((await elena.client.get('/admin/exports/reports?format=csv&engineerId=1')).status).to.equal(403);
    expect(await journal({ name: 'export.downloaded' }), 'taken by nobody').to.deep.equal([]);
    const head = await amir.client.request('/admin/exports/reports?format=csv', { method: 'HEAD' });
    expect(head.status).to.equal(405);
  });

  it('is what a job made of one that is kept, for those who may see it', async () => {
    const admin = await theAdmin();
    const kept = { name: 'Weekly', question: { period: 'last-week' }, format: 'csv' };
    const runId = await startReport(admin, await saveReport(admin, kept));
    const path = `/admin/exports/report-runs/${runId}`;
    const amir = await panel.as('amir');
    expect((await amir.client.get(path)).status, 'before it is made').to.equal(404);
    await makeReport({ runId }, 'UTC');
    const { status, text } = await amir.client.get(path);
    expect([status, text.includes('Filed')]).to.deep.equal([200, true]);
    expect((await journal({ name: 'export.downloaded' })).at(-1)?.subjectId).to.equal(runId);
    for (const other of ['999999', 'x'])
      expect((await amir.client.get(`/admin/exports/report-runs/${other}`)).status).to.equal(404);
    expect((await (await panel.as('elena')).client.get(path)).status).to.equal(403);
  });

  it('has a page that a mail can link to, also where somebody has to sign in first', async () => {
    const admin = await theAdmin();
    const kept = { name: 'Weekly', question: { period: 'last-week' }, format: 'csv' };
    const runId = await startReport(admin, await saveReport(admin, kept));
    const details = { runId, name: 'Weekly' };
    const letter = await buildNotification({ kind: 'letter.report', details: JSON.stringify(details) });
    const ground = {
      letter,
      details,
      to: { name: 'Asha', address: 'a@x.example' },
      site: 'https://it.example',
    };
    const body = await composeLetter('letter.report', ground);
    if (body === undefined) return expect.fail('no letter');
    const path = `/admin/pages/reports?run=${runId}`;
    expect(plainText(writeMail(body).html)).to.contain(`https://it.example${path}`);
    const browser = (await panel.as('amir')).client;
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': '' }])
      expect((await browser.get(path, headers)).status).to.equal(200);
    browser.cookies.clear();
    expect((await browser.get(path)).location).to.equal(`/login?next=${encodeURIComponent(path)}`);
    const amir = await panel.as('amir');
    const asked = async (run: string) =>
      JSON.parse((await amir.get('pages/reports', { run })).text) as object;
    expect(await asked(String(runId))).to.have.nested.include({ 'run.name': 'Weekly', 'run.hasFile': false });
    for (const gone of ['999999', 'x']) expect(await asked(gone)).to.have.property('run', null);
    expect(JSON.parse((await amir.get('pages/reports')).text)).not.to.have.property('run');
    expect((await (await panel.as('elena')).get('pages/reports', { run: String(runId) })).status).to.equal(
      403,
    );
    return undefined;
  });
});
