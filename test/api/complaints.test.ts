import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { Remark } from '../../src/models/remark.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { programOf, type ApiClient } from '../support/api-client.ts';
import { startApp, type TestApp } from '../support/app.ts';

interface Shown {
  id: number;
  title: string;
  version: number;
  status: { name: string };
  assignee: { name: string } | null;
  steps: string[];
}
interface Page {
  data: Shown[];
  total: number | null;
  totalIsLimit: boolean;
  next: string | null;
}
interface Events {
  data: { name: string; said: { text: string; isInternal: boolean; attachments: { id: number }[] } | null }[];
  attachments: { id: number }[];
}
interface Refused {
  code: string;
  detail: string;
  errors?: Record<string, string>;
}

describe('complaints by the REST API', () => {
  let app: TestApp;
  let cast: Cast;
  let rosa: ApiClient;
  let elena: ApiClient;
  let amir: ApiClient;
  let typeId: number;

  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    [rosa, elena, amir] = (await Promise.all(
      [cast.rosa, cast.elena, cast.amir].map((person) => programOf(app.url, person)),
    )) as [ApiClient, ApiClient, ApiClient];
    typeId = (await ComplaintType.findOne({ where: { name: 'Printer' } }))?.id ?? 0;
  });

  const filing = (more = {}) => ({ title: 'It blinks', description: 'All the time.', typeId, ...more });

  it('go from filing to rating, each step told with origin api', async () => {
    const filed = await rosa.post<Shown>('/complaints', filing({ urgency: 'high', location: 'Lab 2' }));
    expect(filed.status).to.equal(201);
    const { id } = filed.body;
    expect(filed.headers.get('location')).to.equal(`/api/v1/complaints/${id}`);
    expect(filed.headers.get('etag')).to.match(new RegExp(`^"${filed.body.version}-[\\w-]{22}"$`));
    expect(filed.body.steps).to.include('withdraw').and.not.to.include('claim');
    const step = async (by: ApiClient, name: string, body = {}) => {
      const answer = await by.post<Shown>(`/complaints/${id}/${name}`, body);
      expect([answer.status, answer.body], name).to.have.property('0', 200);
      return answer.body;
    };
    expect((await step(elena, 'claim')).assignee?.name).to.equal('Elena Engineer');
    expect((await step(elena, 'start')).status.name).to.equal('In Progress');
    await step(elena, 'note', { text: 'Third one this week.' });
    expect((await step(elena, 'ask', { text: 'Which colour?' })).status.name).to.equal('Waiting for User');
    expect((await step(rosa, 'answer', { text: 'Red.' })).status.name).to.equal('In Progress');
    await step(amir, 'urgency', { urgency: 'critical' });
    expect((await step(elena, 'resolve', { text: 'A new lamp.' })).status.name).to.equal('Resolved');
    expect((await step(rosa, 'reopen', { text: 'Still red.' })).status.name).to.equal('In Progress');
    await step(elena, 'resolve', { text: 'A newer lamp.' });
    expect((await step(rosa, 'confirm', { rating: 4, comment: 'Fine' })).status.name).to.equal('Closed');

    const names = (await JournalEvent.findAll({ where: { complaintId: id } })).map(({ origin }) => origin);
    expect(new Set(names)).to.deep.equal(new Set(['api']));
    const told = await elena.get<Events>(`/complaints/${id}/events`);
    expect(told.body.data.filter(({ said }) => said?.isInternal)).to.have.length(1);
    const known = await rosa.get<Events>(`/complaints/${id}/events`);
    expect(JSON.stringify(known.body)).not.to.contain('Third one');
  });

  it('are found by who may see them alone, and answer alike where there is none', async () => {
    const own = await buildComplaint({ reporter: cast.rosa, title: 'Hers' });
    const other = await buildComplaint({ reporter: cast.sam, title: 'His' });
    const list = await rosa.get<Page>('/complaints');
    expect(list.body.data.map(({ id }) => id)).to.deep.equal([own.id]);
    expect(list.body.total).to.equal(1);
    const [hidden, missing] = [
      await rosa.get(`/complaints/${other.id}`),
      await rosa.get('/complaints/999999'),
    ];
    expect([hidden.status, missing.status]).to.deep.equal([404, 404]);
    const { requestId: _a, ...one } = hidden.body;
    const { requestId: _b, ...two } = missing.body;
    expect(one).to.deep.equal(two);
    for (const path of [`/complaints/${other.id}/events`, `/complaints/${other.id}x`, '/complaints/0'])
      expect((await rosa.get(path)).status, path).to.equal(404);
    expect((await rosa.post(`/complaints/${other.id}/reply`, { text: 'Hi' })).status).to.equal(404);
  });

  it('are listed page after page, each once, while others are filed', async () => {
    for (let n = 0; n < 7; n += 1) await buildComplaint({ reporter: cast.sam, title: `No. ${n}` });
    const before = (await Complaint.findAll({ attributes: ['id'] })).map(({ id }) => id);
    const seen: number[] = [];
    let next: string | null = '';
    let total: number | null = null;
    while (next !== null) {
      const page: Page = (await elena.get<Page>(`/complaints?limit=3${next === '' ? '' : `&cursor=${next}`}`))
        .body;
      total ??= page.total;
      seen.push(...page.data.map(({ id }) => id));
      next = page.next;
      await buildComplaint({ reporter: cast.sam, title: 'Meanwhile' });
    }
    expect(total).to.equal(7);
    expect(seen).to.deep.equal(before.toSorted((a, b) => b - a));
  });

  it('are filtered, sorted and searched as in the panel', async () => {
    const printer = await buildComplaint({ reporter: cast.sam, title: 'Paper jam', urgency: 'critical' });
    await buildComplaint({ reporter: cast.sam, title: 'No sound', urgency: 'low', assignee: cast.emil });
    const titles = async (query: string) =>
      (await amir.get<Page>(`/complaints?${query}`)).body.data.map(({ title }) => title);
    expect(await titles('urgencies=critical,high')).to.deep.equal(['Paper jam']);
    expect(await titles('urgencies=critical&urgencies=low&sort=urgency&direction=asc')).to.deep.equal([
      'No sound',
      'Paper jam',
    ]);
    expect(await titles('view=unassigned')).to.deep.equal(['Paper jam']);
    expect(await titles('assigneeIds=none')).to.deep.equal(['Paper jam']);
    expect(await titles('search=jam')).to.deep.equal(['Paper jam']);
    expect(await titles(`ids=${printer.id}&overdue=false`)).to.deep.equal(['Paper jam']);
    const wrong = await amir.get<Refused>('/complaints?urgencies=huge&colour=red');
    expect(wrong.status).to.equal(422);
    for (const query of [
      'cursor=zz',
      'limit=0',
      'limit=101',
      'view=none',
      'createdFrom=2026-02-30',
      'sort=x',
    ])
      expect((await amir.get(`/complaints?${query}`)).status, query).to.equal(422);
  });

  it('are changed as of the version that was seen', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, title: 'Old' });
    const seen = (await amir.get<Shown>(`/complaints/${id}`)).body.version;
    const blind = await amir.patch<Refused>(`/complaints/${id}`, { title: 'New' });
    expect([blind.status, blind.body.code]).to.deep.equal([428, 'version_needed']);
    const changed = await amir.patch<Shown>(`/complaints/${id}`, { title: 'New' }, seen);
    expect([changed.status, changed.body.title, changed.body.version]).to.deep.equal([200, 'New', seen + 1]);
    const stale = await amir.patch<Refused>(`/complaints/${id}`, { title: 'Newer' }, seen);
    expect([stale.status, stale.body.code]).to.deep.equal([412, 'stale']);
    expect(stale.body.detail).to.contain('you changed the title');
    const headers = { 'if-match': `"${seen}"` };
    expect((await elena.post(`/complaints/${id}/claim`, {}, headers)).status).to.equal(412);
    expect((await elena.post(`/complaints/${id}/claim`, {}, { 'if-match': 'nonsense' })).status).to.equal(
      412,
    );
    expect((await Complaint.findByPk(id))?.assigneeId).to.equal(null);
    expect((await rosa.patch(`/complaints/${id}`, { title: 'Mine' }, seen + 1)).status).to.equal(403);
  });

  it('are refused at their fields, unknown ones too', async () => {
    const empty = await rosa.post<Refused>('/complaints', { ...filing(), title: ' ', urgency: 'now' });
    expect([empty.status, empty.body.code]).to.deep.equal([422, 'invalid_input']);
    expect(empty.body.errors).to.have.property('urgency');
    expect((await rosa.post<Refused>('/complaints', filing({ title: ' ' }))).body.errors).to.have.keys(
      'title',
    );
    for (const body of [filing({ statusId: 1 }), filing({ typeId: '3' }), filing({ typeId: [typeId] })])
      expect((await rosa.post('/complaints', body)).status).to.equal(422);
    expect((await rosa.post('/complaints', filing({ forPerson: 'sam' }))).status).to.equal(403);
    const { id } = await buildComplaint({ reporter: cast.rosa });
    expect((await elena.post<Refused>(`/complaints/${id}/claim`, { text: 'Hi' })).status).to.equal(422);
    expect((await elena.post(`/complaints/${id}/resolve`, { text: 'Done.' })).status).to.equal(403);
    await elena.post(`/complaints/${id}/claim`);
    expect((await elena.post(`/complaints/${id}/claim`)).status).to.equal(409);
    const late = await (await programOf(app.url, cast.emil)).post<Refused>(`/complaints/${id}/claim`);
    expect([late.status, late.body.code]).to.deep.equal([409, 'conflict']);
    expect(late.body.detail).to.contain('Elena Engineer has this complaint');
    expect(await Complaint.count()).to.equal(1);
  });

  it('are claimed by one of ten programs at once', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const both = [elena, await programOf(app.url, cast.emil)];
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => (both[n % 2] as ApiClient).post(`/complaints/${id}/claim`)),
    );
    expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
    expect(await JournalEvent.count({ where: { complaintId: id, name: 'complaint.claimed' } })).to.equal(1);
  });

  it('take files up and down, for those who may have them', async () => {
    const form = new FormData();
    form.append('attachments', new File(['the report'], 'report.txt', { type: 'text/plain' }));
    const sent = await rosa.post<{ fileIds: number[] }>('/files', form);
    expect([sent.status, JSON.stringify(sent.body)].join(' ')).to.match(/^201/);
    const filed = await rosa.post<Shown>('/complaints', filing({ fileIds: sent.body.fileIds }));
    const { attachments } = (await rosa.get<Events>(`/complaints/${filed.body.id}/events`)).body;
    const path = `/attachments/${attachments[0]?.id}`;
    const down = await rosa.get<string>(path);
    expect([down.status, down.body as unknown]).to.deep.equal([200, 'the report']);
    expect((await (await programOf(app.url, cast.sam)).get(path)).status).to.equal(404);
    // What somebody else sent cannot be attached by its number.
    const again = await rosa.post<{ fileIds: number[] }>('/files', copyOf(form));
    const sam = await programOf(app.url, cast.sam);
    const stolen = await sam.post<Refused>('/complaints', filing({ fileIds: again.body.fileIds }));
    expect([stolen.status, Object.keys(stolen.body.errors ?? {})]).to.deep.equal([422, ['attachments']]);
    expect(await Complaint.count()).to.equal(1);
    const wrong = new FormData();
    wrong.append('attachments', new File(['<script>'], 'x.exe'));
    expect((await rosa.post('/files', wrong)).status).to.equal(422);
  });

  it('take a step with many at once, and tell of each what became of it', async () => {
    const open = await buildComplaint({ reporter: cast.rosa });
    const closed = await buildComplaint({ reporter: cast.rosa, status: 'closed' });
    const body = {
      step: 'assign',
      assigneeId: cast.emil.id,
      complaints: [open, closed].map(({ id }) => ({ id })),
    };
    const claim = { step: 'claim', complaints: [{ id: open.id }] };
    expect((await elena.post('/complaints/bulk', claim)).status).to.equal(403);
    expect((await Complaint.findByPk(open.id))?.assigneeId).to.equal(null);
    const done = await amir.post<{ data: { id: number; status: number; code: string | null }[] }>(
      '/complaints/bulk',
      { ...body, complaints: [...body.complaints, { id: 999_999 }] },
    );
    expect(done.body, JSON.stringify(done.body)).to.have.property('data');
    expect(done.body.data.map(({ status, code }) => [status, code])).to.deep.equal([
      [200, null],
      [409, 'conflict'],
      [404, 'not_found'],
    ]);
    const many = Array.from({ length: 501 }, () => ({ id: open.id }));
    expect((await amir.post('/complaints/bulk', { ...body, complaints: many })).status).to.equal(422);
    const noted = { step: 'note', text: 'All of them.', complaints: body.complaints };
    await amir.post('/complaints/bulk', noted);
    expect(await Remark.count({ where: { text: 'All of them.', isInternal: true } })).to.equal(2);
  });
});

function copyOf(form: FormData): FormData {
  const copy = new FormData();
  for (const [name, value] of form.entries()) copy.append(name, value);
  return copy;
}
