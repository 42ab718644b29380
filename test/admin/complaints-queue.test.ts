import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Department } from '../../src/models/department.ts';
import { Status } from '../../src/models/status.ts';
import { addNote } from '../../src/use-cases/complaints/steps/add-note.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { buildQueue, daysAgo } from '../factories/queue.ts';
import { valuesOf, withPanel, type Panel, type PanelAnswer } from '../support/panel.ts';
import { countQueries } from '../support/queries.ts';

interface QueueMeta {
  readonly total: number;
  readonly more: boolean;
  readonly pages: number;
  readonly page: number;
  readonly view: string;
  readonly sortBy?: string;
  readonly direction: string;
  readonly views: Record<string, { count: number; more: boolean }>;
}

/** Without a view, everybody sees the one that they begin with. */
const ALL = { 'filters.view': 'all' };

const metaOf = ({ meta }: PanelAnswer) => meta as unknown as QueueMeta;

describe('the queue in the panel', () => {
  const panel = withPanel();
  let ids: Record<string, number>;
  let cast: Cast;
  let amir: Panel;

  beforeEach(async () => {
    cast = await buildCast();
    ids = await buildQueue(cast);
    amir = await panel.as('amir');
  });

  const titles = (answer: PanelAnswer) => valuesOf(answer, 'title');

  it('shows each complaint with what is needed to decide who goes first', async () => {
    const page = await amir.list('complaints', ALL);
    expect(titles(page)).to.deep.equal([
      'fresh',
      'waiting',
      'emils',
      'elenas',
      'stale',
      'resolved',
      'closed',
    ]);
    const [, , , row] = page.records;
    expect(row?.title).to.equal(`#${ids.elenas} elenas`);
    expect(row?.params).to.deep.include({
      id: ids.elenas,
      type: 'Hardware',
      urgency: 'medium',
      status: 'In Progress',
      category: 'open',
      reporterId: cast.rosa.id,
      reporter: 'Rosa Reporter',
      department: 'HR',
      assigneeId: cast.elena.id,
      assignee: 'Elena Engineer',
      isOverdue: true,
      version: 0,
    });
    expect(row?.params.createdAt).to.be.a('string');
    expect(row?.params.lastActivityAt).to.be.a('string');
    expect(row?.populated.assigneeId).to.include({ title: 'Elena Engineer' });
    expect(page.text).not.to.contain('alphalab.example');
    expect(page.text).not.to.match(/password|\$2b\$/i);
  });

  it('has ready-made views with their counts', async () => {
    const elena = await panel.as('elena');
    const page = await elena.list('complaints', { 'filters.view': 'mine' });
    expect(titles(page)).to.deep.equal(['elenas', 'waiting']);
    expect(metaOf(page)).to.include({ total: 2, view: 'mine', more: false });
    // What is due soon depends on the hour of the day.
    const { due: _, ...views } = metaOf(page).views;
    const counts = Object.entries(views).map(([view, { count }]) => [view, count]);
    expect(Object.fromEntries(counts)).to.deep.equal({
      mine: 2,
      unassigned: 2,
      open: 5,
      waiting: 1,
      overdue: 2,
      resolved: 1,
      all: 7,
    });
    const expected: Record<string, string[]> = {
      unassigned: ['stale', 'fresh'],
      open: ['elenas', 'stale', 'fresh', 'emils', 'waiting'],
      waiting: ['waiting'],
      overdue: ['elenas', 'stale'],
      resolved: ['resolved'],
    };
    for (const [view, found] of Object.entries(expected)) {
      expect(titles(await elena.list('complaints', { 'filters.view': view })), view).to.deep.equal(found);
    }
  });

  it('begins for each person with the view of their work, the most pressing and oldest of it first', async () => {
    const beginnings: Record<string, [view: string, sortBy: string, found: string[]]> = {
      amir: ['unassigned', 'pressing', ['stale', 'fresh']],
      asha: ['unassigned', 'pressing', ['stale', 'fresh']],
      elena: ['mine', 'pressing', ['elenas', 'waiting']],
    };
    for (const [name, [view, sortBy, found]] of Object.entries(beginnings)) {
      const page = await (await panel.as(name)).list('complaints');
      expect(metaOf(page), name).to.include({ view, sortBy });
      expect(titles(page), name).to.deep.equal(found);
    }
    expect(metaOf(await amir.list('complaints', ALL))).to.include({ view: 'all', sortBy: 'lastActivityAt' });
    expect(metaOf(await amir.list('complaints', { ...ALL, 'filters.search': 'fresh' })).sortBy).to.equal(
      undefined,
    );
  });

  it('is filtered by each of its columns, by several values, and by several columns at once', async () => {
    const network = await ComplaintType.findOne({ where: { name: 'Network' }, rejectOnEmpty: true });
    const hr = await Department.findOne({ where: { name: 'HR' }, rejectOnEmpty: true });
    const statuses = await Status.findAll({ where: { code: ['waiting', 'closed'] } });
    const [one, other] = statuses.map(({ id }) => String(id));
    const cases: [Record<string, string>, string[]][] = [
      [{ 'filters.id': `${ids.fresh},${ids.closed}` }, ['fresh', 'closed']],
      [{ 'filters.title': 'ALE' }, ['stale']],
      [{ 'filters.statusId': `${one},${other}` }, ['waiting', 'closed']],
      [{ 'filters.statusId.0': String(one), 'filters.statusId.1': String(other) }, ['waiting', 'closed']],
      [{ 'filters.category': 'pending,resolved' }, ['waiting', 'resolved']],
      [{ 'filters.typeId': String(network.id) }, ['stale']],
      [{ 'filters.urgency': 'critical, high' }, ['fresh', 'emils']],
      [{ 'filters.assigneeId': 'none' }, ['fresh', 'stale']],
      [{ 'filters.assigneeId': `none,${cast.emil.id}` }, ['fresh', 'emils', 'stale']],
      [{ 'filters.reporterId': String(cast.sam.id), 'filters.category': 'new,closed' }, ['stale', 'closed']],
      [{ 'filters.departmentId': String(hr.id), 'filters.urgency': 'high' }, ['emils']],
      [{ 'filters.view': 'overdue', 'filters.urgency': 'low' }, ['stale']],
      [{ 'filters.overdue': 'true', 'filters.assigneeId': String(cast.elena.id) }, ['elenas']],
      [
        { 'filters.overdue': 'false', 'filters.assigneeId': String(cast.elena.id) },
        ['waiting', 'resolved', 'closed'],
      ],
      [
        {
          'filters.createdAt~~from': daysAgo(4.5).toISOString(),
          'filters.createdAt~~to': daysAgo(2.2).toISOString(),
        },
        ['emils', 'elenas', 'stale'],
      ],
      [{ 'filters.lastActivityAt~~to': daysAgo(9.5).toISOString() }, ['closed']],
      [{ 'filters.title': '' }, ['fresh', 'waiting', 'emils', 'elenas', 'stale', 'resolved', 'closed']],
    ];
    for (const [query, expected] of cases) {
      const found = await amir.list('complaints', { ...ALL, ...query });
      expect(titles(found), `${JSON.stringify(query)} ${found.text.slice(0, 200)}`).to.deep.equal(expected);
      expect(metaOf(found).total).to.equal(expected.length);
    }
    const twice = await amir.client.get(
      `/admin/api/resources/complaints/actions/list?filters.view=all&filters.statusId=${one}&filters.statusId=${other}`,
    );
    expect((JSON.parse(twice.text) as PanelAnswer).records).to.have.length(2);
  });

  it('finds the best matches of a search, within the view and the filters', async () => {
    const scanner = await buildComplaint({
      reporter: cast.rosa,
      assignee: cast.elena,
      status: 'assigned',
      title: 'The scanner is slow',
      lastActivityAt: daysAgo(5),
    });
    const aside = await buildComplaint({ title: 'Door', description: 'It hits the scanner.' });
    const search = async (query: Record<string, string>) =>
      valuesOf(await amir.list('complaints', { ...ALL, 'filters.search': 'scann', ...query }), 'id');
    expect(await search({})).to.deep.equal([scanner.id, aside.id]);
    expect(await search({ sortBy: 'lastActivityAt' })).to.deep.equal([aside.id, scanner.id]);
    expect(await search({ 'filters.view': 'unassigned' })).to.deep.equal([aside.id]);
    expect(await search({ 'filters.assigneeId': String(cast.elena.id) })).to.deep.equal([scanner.id]);
    expect(await search({ perPage: '1', page: '2' })).to.deep.equal([aside.id]);
    expect(await search({ 'filters.search': `#${aside.id}` })).to.deep.equal([aside.id]);
    const found = await amir.search('complaints', 'scanner slow', { searchProperty: 'title' });
    expect(valuesOf(found, 'id')).to.deep.equal([scanner.id]);
    for (const text of ['"', 'a AND (', '*', '%', "'; DROP TABLE complaints"]) {
      expect((await amir.list('complaints', { ...ALL, 'filters.search': text })).status, text).to.equal(200);
    }
  });

  it('is sorted by what its columns say', async () => {
    const first = async (sortBy: string, direction: string) =>
      titles(await amir.list('complaints', { ...ALL, sortBy, direction }))[0];
    expect(await first('urgency', 'desc')).to.equal('fresh');
    expect(await first('urgency', 'asc')).to.equal('stale');
    expect(await first('createdAt', 'asc')).to.equal('closed');
    expect(await first('lastActivityAt', 'asc')).to.equal('closed');
    expect(await first('id', 'asc')).to.equal('fresh');
    expect(await first('statusId', 'desc')).to.equal('closed');
    expect(await first('typeId', 'desc')).to.equal('stale');
    expect(metaOf(await amir.list('complaints', { ...ALL, sortBy: 'id' }))).to.include({
      sortBy: 'id',
      direction: 'asc',
    });
  });

  it('refuses what it does not know', async () => {
    const queries: Record<string, string>[] = [
      { 'filters.view': 'everything' },
      { 'filters.description': 'x' },
      { 'filters.passwordHash': 'x' },
      { 'filters.reporter.passwordHash': 'x' },
      { 'filters.version': '1' },
      { 'filters.__proto__': '1' },
      { 'filters.constructor': '1' },
      { filters: 'x' },
      { 'filters.statusId': '1) OR (1=1' },
      { 'filters.statusId': 'abc' },
      { 'filters.statusId.x': '1' },
      { 'filters.urgency': 'extreme' },
      { 'filters.category': 'x' },
      { 'filters.assigneeId': 'nobody' },
      { 'filters.overdue': 'perhaps' },
      { 'filters.createdAt~~from': 'yesterday' },
      { 'filters.createdAt~~since': '2026-01-01' },
      { 'filters.id': Array.from({ length: 101 }, (_, i) => i + 1).join(',') },
      { sortBy: 'title' },
      { sortBy: 'reporter.passwordHash' },
      { sortBy: 'constructor' },
      { direction: 'sideways' },
      { page: '1e9' },
      { perPage: 'abc' },
    ];
    for (const query of queries) {
      const refused = await amir.list('complaints', { ...ALL, ...query });
      expect(refused.status, `${JSON.stringify(query)} ${refused.text.slice(0, 200)}`).to.equal(400);
      expect(refused.notice?.message).to.be.a('string');
      expect(refused.text).not.to.match(/SELECT|sequelize|\/src\//i);
    }
    const property = await amir.search('complaints', 'x', { searchProperty: 'reporter.email' });
    expect(property.status).to.equal(400);
  });

  it('turns pages of at most 100; one beyond the last is the last', async () => {
    const first = await amir.list('complaints', { ...ALL, perPage: '3' });
    expect(metaOf(first)).to.include({ total: 7, page: 1, pages: 3, perPage: 3 });
    const last = await amir.list('complaints', { ...ALL, perPage: '3', page: '99999' });
    expect(metaOf(last).page).to.equal(3);
    expect(titles(last)).to.deep.equal(['closed']);
    expect((await amir.list('complaints', { ...ALL, perPage: '-1' })).records).to.have.length(1);
    expect(metaOf(await amir.list('complaints', { ...ALL, perPage: '100000' }))).to.include({ perPage: 100 });
  });

  it('costs the same number of queries for 10 rows and for 100', async () => {
    const few = await countQueries(() => amir.list('complaints', { ...ALL, perPage: '5' }));
    for (let i = 0; i < 100; i += 1)
      await buildComplaint({ reporter: cast.rosa, assignee: cast.emil, status: 'assigned' });
    let shown = 0;
    const many = await countQueries(async () => {
      shown = (await amir.list('complaints', { ...ALL, perPage: '100' })).records.length;
    });
    expect(shown).to.equal(100);
    expect(many).to.equal(few);
    expect(many).to.be.at.most(8);
  });

  it('offers with each row of a list what it offers with that row alone', async () => {
    const offers = ({ records }: PanelAnswer) =>
      records.map(({ id, recordActions, bulkActions }) => [
        id,
        [...recordActions, ...bulkActions].map(({ name }) => name),
      ]);
    await buildComplaint({ reporter: cast.elena, title: 'her own' });
    await buildComplaint({ reporter: cast.elena, assignee: cast.elena, status: 'assigned' });
    await buildComplaint({ reporter: cast.amir, assignee: cast.emil, status: 'waiting' });
    for (const name of ['elena', 'emil', 'amir', 'asha']) {
      const person = await panel.as(name);
      const together = await person.list('complaints', ALL);
      const apart = await Promise.all(
        together.records.map(({ id }) => person.list('complaints', { ...ALL, 'filters.id': String(id) })),
      );
      expect(offers(together), name).to.deep.equal(apart.flatMap(offers));
    }
  });

  it('offers each person what they may do with a row, and nothing else', async () => {
    const offered = async (name: string, title: string) => {
      const page = await (await panel.as(name)).list('complaints', { ...ALL, 'filters.title': title });
      const [record] = page.records;
      return {
        steps: record?.recordActions.map((action) => action.name),
        bulk: record?.bulkActions.map((action) => action.name),
      };
    };
    expect(await offered('elena', 'fresh')).to.deep.equal({ steps: ['show', 'claim'], bulk: [] });
    expect(await offered('elena', 'emils')).to.deep.equal({ steps: ['show'], bulk: [] });
    expect(await offered('elena', 'waiting')).to.deep.equal({
      steps: ['show', 'start', 'remark', 'resolve', 'note'],
      bulk: [],
    });
    expect(await offered('elena', 'closed')).to.deep.equal({ steps: ['show', 'remark', 'note'], bulk: [] });
    const amirs = await offered('amir', 'fresh');
    expect(amirs.steps).to.have.members([
      'show',
      'edit',
      'claim',
      'start',
      'ask',
      'resolve',
      'assign',
      'urgency',
      'remark',
      'note',
      'reject',
    ]);
    expect(amirs.bulk).to.deep.equal([]);
    const ashas = await offered('asha', 'fresh');
    expect(ashas.steps).to.include('delete').and.not.include('claim');
    expect(ashas.bulk).to.deep.equal(['bulkDelete']);
  });

  it('tells those who look through it what they can choose from, by name alone', async () => {
    const elena = await panel.as('elena');
    const { text } = await elena.get('resources/complaints/actions/choices');
    const { choices } = JSON.parse(text) as {
      choices: Record<string, { id: number; name: string }[]>;
    };
    expect(choices.assignees).to.deep.equal([
      { id: cast.amir.id, name: 'Amir Amc' },
      { id: cast.elena.id, name: 'Elena Engineer' },
      { id: cast.emil.id, name: 'Emil Engineer' },
    ]);
    expect(choices.statuses?.map(({ name }) => name)).to.include('Waiting for user');
    expect(choices.departments?.map(({ name }) => name)).to.include('HR');
    expect(choices.types?.map(({ name }) => name)).to.include('Network');
    expect((await elena.get('resources/complaints/actions/assignable')).status).to.equal(403);
    const people = JSON.parse((await amir.get('resources/complaints/actions/assignable')).text) as object;
    expect(people).to.deep.equal({
      people: [
        { id: cast.amir.id, name: 'Amir Amc', openLoad: 0, away: '' },
        { id: cast.emil.id, name: 'Emil Engineer', openLoad: 1, away: '' },
        { id: cast.elena.id, name: 'Elena Engineer', openLoad: 2, away: '' },
      ],
    });
  });

  it('finds notes for those who read them; staff do not reach it at all', async () => {
    await addNote(cast.amir, { id: ids.fresh ?? 0, remark: 'Suspect the zebrafish.' });
    expect(await Complaint.count()).to.equal(7);
    expect(titles(await amir.list('complaints', { ...ALL, 'filters.search': 'zebrafish' }))).to.deep.equal([
      'fresh',
    ]);
    const rosa = await panel.as('rosa');
    for (const path of [
      'actions/list',
      'actions/search/zebrafish',
      'actions/choices',
      `records/${ids.fresh}/show`,
    ])
      expect((await rosa.client.get(`/admin/api/resources/complaints/${path}`)).status, path).to.equal(403);
  });
});
