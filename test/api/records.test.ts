import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { Status } from '../../src/models/status.ts';
import { User } from '../../src/models/user.ts';
import { setActive } from '../../src/use-cases/people/set-active.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildFaq } from '../factories/faq.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { programOf, type ApiClient } from '../support/api-client.ts';
import { startApp, type TestApp } from '../support/app.ts';

interface Row {
  id: number;
  version: number;
}
interface Page {
  data: (Row & Record<string, unknown>)[];
  total: number | null;
  next: string | null;
}

/** Of each kind what makes one, what changes it, and a filter that finds it. */
const KINDS: readonly (readonly [path: string, made: object, changed: object, filter: string])[] = [
  ['/departments', { name: 'Research' }, { description: 'New' }, 'name=resear'],
  ['/complaint-types', { name: 'Robots' }, { isActive: false }, 'isActive=true&name=robo'],
  [
    '/statuses',
    { name: 'Parked', category: 'pending', position: 40 },
    { position: 41 },
    'category=pending,open',
  ],
  [
    '/calendars',
    { name: 'Nights', timeZone: 'Asia/Kolkata', hours: ['20:00-24:00', '', '', '', '', '', '00:00-06:00'] },
    { timeZone: 'UTC' },
    'name=night',
  ],
  [
    '/holidays',
    { date: '2026-12-25', name: 'Christmas', calendarId: 1 },
    { name: 'Christmas Day' },
    'name=christ',
  ],
  [
    '/reply-templates',
    { name: 'Thanks', text: 'Thank you.', isShared: true },
    { text: 'Thanks!' },
    'name=than',
  ],
  ['/assignment-rules', { name: 'To Elena', words: 'toner', groupId: 3 }, { isActive: false }, 'name=elena'],
  ['/groups', { name: 'Auditor' }, { description: 'Reads' }, 'name=audit'],
  ['/faqs', { question: 'How?', answer: 'So.' }, { isFeatured: true }, 'question=how&isFeatured=false'],
  [
    '/webhooks',
    { name: 'Chat', url: 'https://chat.example/', events: ['complaint.filed'] },
    { isActive: false },
    'name=chat',
  ],
  ['/faq-categories', { name: 'Printers' }, { isActive: false }, 'name=print'],
];

describe('records by the REST API', () => {
  let app: TestApp;
  let cast: Cast;
  let asha: ApiClient;
  let elena: ApiClient;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    asha = await programOf(app.url, cast.asha);
    elena = await programOf(app.url, cast.elena);
  });

  for (const [path, made, changed, filter] of KINDS) {
    it(`of ${path} are made, found, changed as of a version, and deleted`, async () => {
      const row = await asha.post<Row>(path, made);
      expect([row.status, JSON.stringify(row.body)].join(' ')).to.match(/^201 /);
      const { id, version } = row.body;
      const own = `${path}/${id}`;
      expect(row.headers.get('location')).to.equal(`/api/v1${own}`);
      const list = await asha.get<Page>(`${path}?${filter}&sort=id&direction=desc&limit=100`);
      expect(list.body.data.map((one) => one.id)).to.include(id);
      expect((await asha.patch(own, changed)).status).to.equal(428);
      const after = await asha.patch<Row>(own, changed, version);
      expect([after.status, after.body.version]).to.deep.equal([200, version + 1]);
      // What is left out of a change stays.
      const { updatedAt } = after.body as { updatedAt?: string };
      expect(after.body).to.deep.equal({ ...row.body, ...changed, version: version + 1, updatedAt });
      expect((await asha.patch(own, made, version)).status).to.equal(412);
      expect((await asha.patch(own, { nothing: 1 }, version + 1)).status).to.equal(422);
      expect((await asha.post(path, {})).status).to.equal(422);
      expect((await asha.get(`${path}?nothing=1`)).status).to.equal(422);
      if (path !== '/reply-templates') {
        expect((await elena.post(path, made)).status).to.equal(403);
        expect([403, 404]).to.include((await elena.patch(own, changed, version + 1)).status);
        expect([403, 404]).to.include((await elena.delete(own)).status);
      }
      expect((await asha.delete(own)).status).to.equal(204);
      expect((await asha.get(own)).status).to.equal(404);
      expect((await asha.delete(own)).status).to.equal(404);
    });
  }

  it('of statuses give back what is open by another category with somebody who left', async () => {
    const made = await asha.post<Row>('/statuses', { name: 'Parked', category: 'closed', position: 40 });
    const { id: statusId, version } = made.body;
    const ownStatus = await Status.findByPk(statusId, { rejectOnEmpty: true });
    const { id } = await buildComplaint({ assignee: cast.emil, ownStatus });
    await setActive(cast.asha, [cast.emil.id], false);
    const changed = await asha.patch(`/statuses/${statusId}`, { category: 'open' }, version);
    expect(changed.status).to.equal(200);
    const complaint = await Complaint.findByPk(id, { include: ['status'], rejectOnEmpty: true });
    expect([complaint.assigneeId, complaint.status?.code]).to.deep.equal([null, 'open']);
  });

  it('of calendars have hours that can be read, and say what is wrong with others', async () => {
    const hours = ['9:00 - 18:00', '', '', '', '', '', ''];
    const { body } = await asha.post<Row>('/calendars', { name: 'Days', timeZone: 'UTC', hours });
    const own = `/calendars/${body.id}`;
    expect((await asha.get(own)).body.hours).to.deep.equal(['09:00-18:00', ...hours.slice(1)]);
    const nine = await asha.patch<{ errors: object }>(own, { hours: ['9-5', ...hours.slice(1)] }, 0);
    expect([nine.status, Object.keys(nine.body.errors)]).to.deep.equal([422, ['hours']]);
    for (const wrong of [[], 'x', null, [...hours, ''], hours.map(() => 7)])
      expect((await asha.patch(own, { hours: wrong }, 0)).status, JSON.stringify(wrong)).to.equal(422);
    let deep: unknown = 'x';
    for (let depth = 0; depth < 4000; depth += 1) deep = depth % 2 === 0 ? [deep] : { deep };
    const refused = await asha.patch(own, { hours: deep }, 0);
    expect([refused.status, refused.body.code]).to.deep.equal([400, 'too_deep']);
  });

  it('are turned by a cursor of the same order alone, whatever stands in it', async () => {
    for (const name of ['Alpha', 'Beta', 'Gamma']) await asha.post('/departments', { name });
    const { next } = (await asha.get<Page>('/departments?sort=name&limit=1')).body;
    expect((await asha.get(`/departments?sort=name&limit=1&cursor=${next}`)).status).to.equal(200);
    const made = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const wrong: [query: string, cursor: string][] = [
      ['sort=createdAt', String(next)],
      ['sort=name&direction=desc', String(next)],
      ['sort=id', String(next)],
      ['sort=createdAt', made('soon', 1, 'createdAt asc')],
      ['sort=createdAt', made({ at: 'soon' }, 1, 'createdAt asc')],
      ['sort=createdAt', made({ at: 9e99 }, 1, 'createdAt asc')],
      ['sort=name', made({ at: 1 }, 1, 'name asc')],
      ['sort=name', made(['x'], 1, 'name asc')],
      ['sort=name', made('x', 'y', 'name asc')],
      ['sort=name', made('x', 1)],
      ['sort=name', 'x'],
      ['sort=name', ''],
    ];
    for (const [query, cursor] of wrong) {
      const path = `/departments?${query}&cursor=${cursor}`;
      const { status, body } = await asha.get<{ errors: object; detail: string }>(path);
      expect([status, Object.keys(body.errors)], path).to.deep.equal([422, ['cursor']]);
      expect(body.detail).to.match(/^This is (no place in the list|a place in a list of another order)/);
    }
    const other = await asha.get<{ errors: object }>('/departments?limit=0');
    expect(Object.keys(other.body.errors)).to.deep.equal(['limit']);
    const day = await asha.get<{ errors: object }>('/jobs?runAtFrom=soon');
    expect(Object.keys(day.body.errors)).to.deep.equal(['runAtFrom']);
  });

  it('of service targets go by a calendar', async () => {
    const calendar = await asha.post<Row>('/calendars', { name: 'Nights', timeZone: 'UTC' });
    const target = {
      name: 'Quick',
      calendarId: calendar.body.id,
      typeId: 1,
      firstResponseMinutes: 30,
    };
    const made = await asha.post<Row>('/service-targets', target);
    expect([made.status, JSON.stringify(made.body)].join(' ')).to.match(/^201 /);
    expect((await asha.delete(`/calendars/${calendar.body.id}`)).status).to.equal(409);
    expect((await asha.delete(`/service-targets/${made.body.id}`)).status).to.equal(204);
  });

  it('are turned page after page by a cursor', async () => {
    const seen: number[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body }: { body: Page } = await asha.get<Page>(
        `/complaint-types?limit=3&sort=name${next === '' ? '' : `&cursor=${next}`}`,
      );
      seen.push(...body.data.map(({ id }) => id));
      next = body.next;
    }
    expect(new Set(seen).size).to.equal(7);
    expect((await asha.get('/complaint-types?cursor=nonsense')).status).to.equal(422);
  });

  it('of people are made with groups and profile, secret columns never leave', async () => {
    const groups = await asha.get<Page>('/groups?name=engineer');
    const person = {
      username: 'ravi',
      password: 'a long pass phrase 7',
      groupIds: [groups.body.data[0]?.id],
      profile: { mainPortalId: 'AL-77' },
    };
    const made = await asha.post<Row & Record<string, unknown>>('/users', person);
    expect([made.status, made.body.accessLevel]).to.deep.equal([201, '⚙️ Engineer']);
    const twin = await asha.post<{ errors: object }>('/users', {
      username: 'meera',
      password: 'another pass phrase 7',
      profile: { mainPortalId: ' al-77 ' },
    });
    expect([twin.status, Object.keys(twin.body.errors)]).to.deep.equal([422, ['profile.mainPortalId']]);
    const all = await asha.get('/users?limit=100');
    expect(JSON.stringify(all.body)).not.to.match(/hash|secret|\$2b\$/i);
    expect((await asha.get('/users?passwordHash=x')).status).to.equal(422);
    expect((await asha.get('/users?sort=passwordHash')).status).to.equal(422);
    const amir = await programOf(app.url, cast.amir);
    expect((await amir.get(`/users/${made.body.id}`)).status).to.equal(200);
    expect((await amir.patch(`/users/${made.body.id}`, { firstName: 'R' }, 0)).status).to.equal(403);
    expect((await elena.get('/users')).status).to.equal(403);
    expect((await asha.patch(`/users/${cast.asha.id}`, { isActive: false }, 0)).status).to.equal(403);
    expect((await asha.delete(`/users/${made.body.id}`)).status).to.equal(204);
    const erase = `/users/${cast.rosa.id}/erase`;
    expect((await amir.post(erase, { name: cast.rosa.name })).status).to.equal(403);
    const misspelt = await asha.post<{ errors: object }>(erase, { name: 'Rosa' });
    expect([misspelt.status, Object.keys(misspelt.body.errors)]).to.deep.equal([422, ['name']]);
    expect((await asha.post(erase, { name: cast.rosa.name })).status).to.equal(204);
    expect((await asha.get(`/users/${cast.rosa.id}`)).body).to.include({ email: '', isActive: false });
    expect(await User.count({ where: { username: 'ravi' } })).to.equal(0);
  });

  it('of people tell that an e-mail address of several signs nobody in, whenever one of them is saved', async () => {
    interface Saved extends Row {
      note: string | null;
    }
    const { email } = await User.findByPk(cast.rosa.id, { rejectOnEmpty: true });
    const made = await asha.post<Saved>('/users', { username: 'ravi', email });
    expect([made.status, made.body.note]).to.deep.equal([
      201,
      'Rosa Reporter has the same e-mail address, so it no longer signs anybody in: both use their usernames.',
    ]);
    const path = `/users/${made.body.id}`;
    const off = await asha.patch<Saved>(path, { isActive: false }, made.body.version);
    expect([off.status, off.body.note]).to.deep.equal([200, null]);
    const on = await asha.patch<Saved>(path, { isActive: true }, off.body.version);
    expect(on.body.note).to.equal(made.body.note);
    expect((await asha.get<Row>(path)).body).not.to.have.property('note');
  });

  it('of what groups may do are the matrix, conflict-safe', async () => {
    interface Matrix {
      groups: { id: number; name: string; version: number; permissions: string[] }[];
    }
    const { groups } = (await asha.get<Matrix>('/permissions')).body;
    const engineer = groups.find(({ name }) => name === 'Engineer');
    const { id = 0, version = 0 } = engineer ?? {};
    const wanted = { groups: [{ id, version, permissions: ['complaints.view', 'reports.view'] }] };
    const saved = await asha.send<Matrix>('put', '/permissions', wanted);
    expect(saved.body.groups.find((one) => one.id === id)?.permissions).to.have.members([
      'complaints.view',
      'reports.view',
    ]);
    expect((await asha.send('put', '/permissions', wanted)).status).to.equal(409);
    expect((await elena.send('put', '/permissions', wanted)).status).to.equal(403);
  });

  it('of the journal and the jobs are read by those who may', async () => {
    await asha.post('/departments', { name: 'Research' });
    const log = await asha.get<{ data: { what: string; origin: string }[]; next: number | null }>(
      '/events?what=department.created&origin=api,panel&limit=1',
    );
    expect(log.body.data[0]).to.include({ what: 'Department added' });
    expect(await JournalEvent.count({ where: { name: 'department.created', origin: 'api' } })).to.equal(1);
    expect((await elena.get('/events')).status).to.equal(403);
    expect((await asha.get('/jobs?state=waiting,dead')).status).to.equal(200);
    expect((await elena.get('/jobs')).status).to.equal(403);
    expect((await asha.post('/jobs/999999/run')).status).to.equal(404);
  });

  it('of questions are read by everybody, and counted as helpful once', async () => {
    const faqId = await buildFaq({ question: 'Where is the printer?', answer: 'In **Lab 2**.' });
    const rosa = await programOf(app.url, cast.rosa);
    const found = await rosa.get<{ data: Row[] }>('/faq?search=printer');
    expect(found.body.data.map(({ id }) => id)).to.deep.equal([faqId]);
    await rosa.post(`/faq/${faqId}/vote`, { helped: true });
    await rosa.post(`/faq/${faqId}/vote`, { helped: true });
    expect((await rosa.get(`/faq/${faqId}`)).body).to.include({ helped: 1, hasHelped: true });
    expect((await rosa.get('/faqs')).status).to.equal(403);
  });

  it('of one’s own are changed by oneself', async () => {
    const changed = await elena.patch('/me', { phoneNumber: '0471 7' });
    expect(changed.body).to.include({ phoneNumber: '0471 7', emailNotifications: true });
    expect((await elena.patch('/me', { isSuperuser: true })).status).to.equal(422);
    // Of two at once neither takes back what the other changed.
    for (const round of [1, 2, 3, 4]) {
      const isOn = round % 2 === 0;
      const phoneNumber = `0471 ${round}`;
      const changes = [{ phoneNumber }, { emailNotifications: isOn }, { awayUntil: `2099-01-0${round}` }];
      await Promise.all(changes.map((one) => elena.patch('/me', one)));
      const { body } = await elena.get('/me');
      expect(body).to.include({ phoneNumber, emailNotifications: isOn, awayUntil: `2099-01-0${round}` });
    }
    expect((await elena.get('/notifications?unread=true')).status).to.equal(200);
    expect((await elena.post('/notifications/999/read')).status).to.equal(404);
    expect((await elena.post('/notifications/read', { upTo: 5 })).body).to.deep.equal({ marked: 0 });
  });

  it('of the queue leave as files, with its filters, for those who may', async () => {
    await buildComplaint({ reporter: cast.rosa, title: 'Paper jam', urgency: 'high' });
    await buildComplaint({ reporter: cast.rosa, title: 'No sound', urgency: 'low' });
    const lines = await asha.get<string>('/exports/complaints?urgencies=high');
    expect(lines.headers.get('content-type')).to.contain('jsonl');
    expect(
      lines.body
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { title: string }).title),
    ).to.deep.equal(['Paper jam']);
    const csv = await asha.get<string>('/exports/complaints?format=csv&sort=number&direction=asc');
    expect(csv.body.split('\r\n')).to.have.length(4);
    expect((await asha.get('/exports/complaints?format=pdf')).status).to.equal(422);
    for (const path of ['/exports/complaints', '/complaints/1/pdf', '/reports/file', '/report-runs/1/file']) {
      const looked = await asha.send('head', path);
      expect([looked.status, looked.headers.get('allow')], path).to.deep.equal([405, 'GET']);
    }
    const rosa = await programOf(app.url, cast.rosa);
    expect((await rosa.get('/exports/complaints')).status).to.equal(403);
    const told = await JournalEvent.findAll({ where: { name: 'export.downloaded', origin: 'api' } });
    expect(told).to.have.length(2);
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const pdf = await rosa.get<string>(`/complaints/${id}/pdf`);
    expect([pdf.status, pdf.body.slice(0, 5)]).to.deep.equal([200, '%PDF-']);
    expect((await rosa.get(`/complaints/${id}/pdf?notes=true`)).status).to.equal(403);
    expect((await (await programOf(app.url, cast.sam)).get(`/complaints/${id}/pdf`)).status).to.equal(404);
  });

  it('of the queue are in a file as in the list, also where nobody says in which order', async () => {
    const long = new Date('2026-01-01T00:00:00Z');
    await buildComplaint({ reporter: cast.rosa, title: 'First and busy' });
    await buildComplaint({ reporter: cast.rosa, title: 'Second', lastActivityAt: long });
    await buildComplaint({ reporter: cast.rosa, title: 'Third', lastActivityAt: long, urgency: 'high' });
    for (const query of ['', 'search=', 'direction=asc', 'view=open', 'search=busy', 'sort=urgency']) {
      const list = await asha.get<Page>(`/complaints?${query}`);
      const file = await asha.get<string>(`/exports/complaints?${query}`);
      const taken = file.body.trim().split('\n');
      expect(
        taken.map((line) => (JSON.parse(line) as { id: number }).id),
        query,
      ).to.deep.equal(list.body.data.map(({ id }) => id));
    }
  });

  it('of reports are read, kept, changed as of a version and made, by those who may', async () => {
    const figures = await asha.get('/reports/figures?from=2026-01-01&to=2026-01-31&compare=true');
    expect(figures.body).to.have.property('filed');
    expect((await asha.get('/reports/figures?from=2026-02-01&to=2026-01-01')).status).to.equal(422);
    const file = await asha.get<string>('/reports/file?from=2026-01-01&to=2026-01-31&format=csv');
    expect(file.headers.get('content-disposition')).to.contain('.csv');
    const wish = { name: 'Monthly', question: { period: 'this-month' }, every: 'never' };
    const made = await asha.post<Row & { name: string }>('/reports', wish);
    expect([made.status, JSON.stringify(made.body)].join(' ')).to.match(/^201 /);
    const own = `/reports/${made.body.id}`;
    const changed = { ...wish, name: 'By month' };
    const headers = { 'if-match': `"${made.body.version}"` };
    expect((await asha.send('put', own, changed)).status).to.equal(428);
    expect((await asha.send<Row & { name: string }>('put', own, changed, headers)).body.name).to.equal(
      'By month',
    );
    expect((await asha.send('put', own, changed, headers)).status).to.equal(412);
    expect((await asha.post(`${own}/run`)).status).to.equal(202);
    const kept = await asha.get<{ data: Row[]; runs: Row[] }>('/reports');
    expect([kept.body.data.length, kept.body.runs.length]).to.deep.equal([1, 1]);
    expect((await asha.get(`/report-runs/${kept.body.runs[0]?.id}/file`)).status).to.equal(404);
    for (const path of ['/reports', own, `/reports/file?engineerId=${cast.emil.id}`])
      expect((await elena.get(path)).status, path).to.equal(403);
    expect((await elena.get('/reports/file?format=csv')).status, 'of their own work').to.equal(200);
    expect((await asha.delete(own)).status).to.equal(204);
    expect((await asha.get(own)).status).to.equal(404);
  });

  it('of views are kept, shared by those who may, and deleted', async () => {
    const view = { name: 'Urgent', query: 'filters.urgency=high' };
    const made = await elena.post<Row>('/saved-views', view);
    expect(made.status).to.equal(201);
    expect((await elena.patch(`/saved-views/${made.body.id}`, { name: 'Pressing' })).status).to.equal(204);
    const list = await elena.get<{ data: { name: string; isOwn: boolean }[] }>('/saved-views');
    expect(list.body.data[0]).to.include({ name: 'Pressing', isOwn: true });
    expect((await elena.post('/saved-views', { ...view, isShared: true })).status).to.equal(422);
    expect((await asha.delete(`/saved-views/${made.body.id}`)).status).to.equal(404);
    expect((await elena.delete(`/saved-views/${made.body.id}`)).status).to.equal(204);
    expect((await (await programOf(app.url, cast.rosa)).get('/saved-views')).status).to.equal(403);
  });
});
