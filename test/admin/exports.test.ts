import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildNotification } from '../factories/notifications.ts';
import { buildCast, buildUser, type Cast } from '../factories/people.ts';
import { buildQueue } from '../factories/queue.ts';
import { journal } from '../support/journal.ts';
import { valuesOf, withPanel, type Panel } from '../support/panel.ts';

/** Every list of the panel, and whether somebody in the group Engineer sees it. */
const LISTS: readonly (readonly [resource: string, forEngineers: boolean])[] = [
  ['complaints', true],
  ['users', false],
  ['user_profiles', false],
  ['groups', false],
  ['departments', true],
  ['complaint_types', true],
  ['statuses', true],
  ['reply_templates', true],
  ['assignment_rules', true],
  ['service_targets', true],
  ['calendars', true],
  ['holidays', true],
  ['jobs', false],
  ['notifications', false],
  ['received_mails', false],
  ['events', false],
];

describe('a list as a file', () => {
  const panel = withPanel({ TIME_ZONE: 'Asia/Kolkata' });
  let cast: Cast;
  let asha: Panel;

  beforeEach(async () => {
    cast = await buildCast();
    asha = await panel.as('asha');
  });

  const take = (who: Panel, list: string, query = '', format = 'csv') =>
    who.client.get(`/admin/exports/${list}?format=${format}${query}`);
  const titles = async (who: Panel, query = ''): Promise<string[]> => {
    const answer = await take(who, 'complaints', query);
    expect(answer.status, answer.text).to.equal(200);
    return parse(answer.text, { columns: true }).map((row) => (row as Record<string, string>).Title ?? '');
  };

  it('is there for each list, in the rights of the list, and leaves no secret', async () => {
    const elena = await panel.as('elena');
    const stranger = await panel.as('sam');
    for (const [list, forEngineers] of LISTS) {
      const answer = await take(asha, list);
      expect([list, answer.status], answer.text.slice(0, 500)).to.deep.equal([list, 200]);
      expect(answer.text, list).to.not.match(/\$2[aby]\$|password_?hash|session_?version/i);
      const rows = parse(answer.text, { columns: true });
      const listed =
        list === 'events'
          ? undefined
          : (await asha.list(list, list === 'complaints' ? { 'filters.view': 'all' } : {})).meta.total;
      if (list !== 'complaints' && listed !== undefined)
        expect([list, rows.length]).to.deep.equal([list, listed]);
      expect([list, (await take(elena, list)).status]).to.deep.equal([list, forEngineers ? 200 : 403]);
      expect((await take(stranger, list)).status).to.equal(403);
    }
    expect((await take(asha, 'sessions')).status).to.equal(404);
    expect((await panel.anonymous().get('/admin/exports/users?format=csv')).location).to.match(/^\/login/);
  });

  it('says of each row what the list says, in words, and in every format', async () => {
    await buildComplaint({
      title: '=1+1',
      reporter: cast.rosa,
      assignee: cast.elena,
      status: 'in_progress',
      urgency: 'high',
      createdAt: new Date('2026-01-31T20:00:00Z'),
    });
    const { text, headers } = await take(asha, 'complaints', '&filters.view=all');
    expect(headers.get('content-type')).to.equal('text/csv; charset=utf-8; header=present');
    expect(headers.get('content-disposition')).to.match(
      /^attachment; filename="?complaints-\d{4}-\d\d-\d\d\.csv"?$/,
    );
    expect(headers.get('content-encoding')).to.equal(null);
    const [row] = parse(text, { columns: true }) as Record<string, string>[];
    expect(row).to.include({
      Title: "'=1+1",
      Status: 'In progress',
      Urgency: 'High',
      Reporter: cast.rosa.name,
      'Assigned to': cast.elena.name,
      Filed: '2026-02-01 01:30:00',
    });
    const excel = await asha.client.request('/admin/exports/complaints?format=excel&filters.view=all');
    expect(excel.text.length, 'the mark is read away').to.equal(text.length);
    const lines = await take(asha, 'complaints', '&filters.view=all', 'jsonl');
    expect(JSON.parse(lines.text))
      .to.include({ title: '=1+1', urgency: 'high', filedAt: '2026-01-31T20:00:00.000Z' })
      .and.to.have.deep.property('assignee', { id: cast.elena.id, name: cast.elena.name });
    const people = parse((await take(asha, 'users', '&filters.search=elena')).text, {
      columns: true,
    }) as Record<string, string>[];
    expect(people[0]).to.include({
      Username: 'elena',
      Groups: 'Engineer',
      Active: 'yes',
      'E-mail': 'elena@alphalab.example',
    });
  });

  it('keeps filters, search and order, and has all pages', async () => {
    await buildQueue(cast);
    expect(await titles(asha, '&filters.view=all&sortBy=id&direction=asc')).to.deep.equal([
      'fresh',
      'stale',
      'elenas',
      'waiting',
      'emils',
      'resolved',
      'closed',
    ]);
    expect(await titles(asha)).to.deep.equal(valuesOf(await asha.list('complaints'), 'title'));
    const sorts = ['urgency', 'reporterId', 'assigneeId', 'statusId', 'typeId', 'departmentId', 'dueAt'];
    for (const [index, sortBy] of [...sorts, 'createdAt', 'lastActivityAt', 'pressing'].entries()) {
      const direction = index % 2 === 0 ? 'asc' : 'desc';
      const listed = await asha.list('complaints', { 'filters.view': 'all', sortBy, direction });
      const order = `&sortBy=${sortBy}&direction=${direction}`;
      expect(await titles(asha, `&filters.view=all${order}`), order).to.deep.equal(valuesOf(listed, 'title'));
    }
    const sams = { 'filters.view': 'all', 'filters.reporterId': String(cast.sam.id), 'filters.search': 'st' };
    const found = valuesOf(await asha.list('complaints', sams), 'title');
    expect(found).to.have.length(3);
    expect(await titles(asha, `&${new URLSearchParams(sams).toString()}`)).to.deep.equal(found);
    expect(await titles(asha, '&filters.view=all&filters.title=ose&page=9&perPage=2')).to.deep.equal([
      'closed',
    ]);
    expect(await titles(asha, '&filters.view=overdue&filters.title=nothing')).to.deep.equal([]);
    const people = await take(asha, 'users', '&sortBy=username&direction=desc&filters.isActive=true');
    const names = parse<{ Username: string }>(people.text, { columns: true }).map((row) => row.Username);
    expect(names)
      .to.deep.equal([...names].toSorted().toReversed())
      .and.to.include('elena');
  });

  it('refuses what the list does not understand', async () => {
    for (const query of [
      '&filters.passwordHash=x',
      '&sortBy=passwordHash',
      '&filters.createdAt=yesterday',
      '&direction=up',
      '&filters.__proto__=x',
    ]) {
      for (const list of ['complaints', 'users'])
        expect((await take(asha, list, query)).status, query).to.equal(400);
    }
    expect((await take(asha, 'complaints', '', 'xls')).status).to.equal(400);
    expect(
      (await asha.client.request('/admin/exports/complaints?format=csv', { method: 'HEAD' })).status,
    ).to.equal(405);
    expect((await asha.client.post('/admin/exports/complaints?format=csv')).status).to.equal(405);
    const foreign = await asha.client.get('/admin/exports/complaints?format=csv', {
      'sec-fetch-site': 'cross-site',
    });
    expect(foreign.status).to.equal(403);
    expect(
      (
        await asha.client.get('/admin/exports/complaints?format=csv', {
          referer: 'https://elsewhere.example/',
        })
      ).status,
    ).to.equal(403);
    expect(await journal({ name: 'export.downloaded' })).to.deep.equal([]);
  });

  it('gives who may not see all figures their own work alone', async () => {
    const ids = await buildQueue(cast);
    const elena = await panel.as('elena');
    await buildComplaint({ title: 'her own', reporter: cast.elena });
    expect(valuesOf(await elena.list('complaints', { 'filters.view': 'all' }), 'title')).to.have.length(8);
    expect(await titles(elena, '&filters.view=all&sortBy=id&direction=asc')).to.deep.equal([
      'elenas',
      'waiting',
      'resolved',
      'closed',
      'her own',
    ]);
    expect(await titles(elena, '&filters.view=all&filters.search=stale')).to.deep.equal([]);
    expect(await titles(elena, `&filters.view=all&filters.search=${ids.elenas}`)).to.deep.equal(['elenas']);
    expect(await titles(elena, `&filters.view=all&filters.search=${ids.stale}`)).to.deep.equal([]);
  });

  it('is told in the journal before it leaves', async () => {
    await buildQueue(cast);
    await take(
      asha,
      'complaints',
      `&filters.view=all&filters.urgency=critical,low&filters.search=${'x'.repeat(600)}&page=3`,
      'xlsx',
    );
    await take(asha, 'departments', '', 'jsonl');
    const [complaints, departments] = await journal({ name: 'export.downloaded' });
    expect(complaints).to.include({ actorId: cast.asha.id, origin: 'panel', complaintId: null });
    expect(complaints?.details).to.deep.equal({
      what: 'complaints',
      format: 'xlsx',
      filters: { view: 'all', urgency: 'critical,low', search: 'x'.repeat(500) },
      rows: 0,
    });
    expect(departments?.details).to.deep.equal({
      what: 'departments',
      format: 'jsonl',
      filters: {},
      rows: 5,
    });
    const log = await asha.client.get(
      '/admin/api/resources/events/actions/list?filters.what=export.downloaded',
    );
    expect(log.text)
      .to.match(/Filters: .*urgency = critical,low; view = all/)
      .and.to.include('Rows: 5');
    const taken = parse((await take(asha, 'events', '&filters.what=export.downloaded')).text, {
      columns: true,
    }) as Record<string, string>[];
    expect(taken.map((row) => row.Who)).to.deep.equal([cast.asha.name, cast.asha.name]);
    expect(await JournalEvent.count({ where: { name: 'export.downloaded' } })).to.equal(3);
  });

  it('names nobody’s address to those who may not know it', async () => {
    await buildGroup('Operations', ['panel.open', 'operations.view']);
    await buildUser({ username: 'omar', groups: ['Operations'] });
    await buildNotification({
      state: 'dead',
      recipientId: cast.rosa.id,
      address: 'rosa@alphalab.example',
      lastError: '550 rosa@alphalab.example is unknown',
    });
    const omar = await panel.as('omar');
    for (const format of ['csv', 'jsonl']) {
      const { status, text } = await take(omar, 'notifications', '', format);
      expect([status, text.includes(cast.rosa.name), text.includes('rosa@')]).to.deep.equal([
        200,
        true,
        false,
      ]);
    }
  });
});
