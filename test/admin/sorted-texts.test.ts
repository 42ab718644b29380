import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { compareTexts, sortKey } from '../../src/models/text.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Department } from '../../src/models/department.ts';
import { User } from '../../src/models/user.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { groupsInOrder } from '../../src/use-cases/complaints/queue/queue-groups.ts';
import { queueChoices } from '../../src/use-cases/complaints/queue/queue-choices.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, buildUser, type Cast } from '../factories/people.ts';
import type { ApiClient } from '../support/api-client.ts';
import { byHand } from '../support/journal-watch.ts';
import { valuesOf, withPanel, type Panel } from '../support/panel.ts';

/** How texts follow one another, whatever the engine makes of them. */
const IN_ORDER = [
  '“Blue” desk',
  '#1 desk',
  '10 desks',
  '2 desks',
  '٣ desks',
  '_spare',
  'ALPHA',
  'Ångström',
  'apple',
  'Emile',
  'Émile',
  'emile b',
  'Œuvre',
  'ofen',
  'Öfen 2',
  'ofen-3',
  'Straße',
  'Strasse 2',
  'Zoé',
  'Ωmega',
  'Ёлка',
  'Еловый',
  'Ивуша',
  'Йод',
  'Яна',
  'あお',
  'アカ',
  'ガラス',
  'かんじ',
  '漢字',
  '한글',
  '\uf8ff desk',
  '😀 desk',
];
/** Far from that order, and from its reverse. */
const SCATTERED = IN_ORDER.map((_, index) => IN_ORDER[(index * 7 + 3) % IN_ORDER.length] ?? '');

interface Page {
  readonly data: readonly Record<string, unknown>[];
  readonly next: string | null;
}

describe('texts that lists are sorted by', () => {
  const panel = withPanel();
  let cast: Cast;
  let asha: Panel;
  let program: ApiClient;

  beforeEach(async () => {
    cast = await buildCast();
    asha = await panel.as('asha');
    program = await panel.program(cast.asha);
  });

  const known = (values: readonly unknown[]) => values.map(String).filter((one) => IN_ORDER.includes(one));

  /** Of the panel, page by page. */
  async function listed(resource: string, sortBy: string, direction: string, path: string) {
    const values: unknown[] = [];
    const ask = { sortBy, direction, perPage: '18', 'filters.view': 'all' };
    for (let page = 1, total = 1; values.length < total; page += 1) {
      const { 'filters.view': view, ...plain } = ask;
      const query = resource === 'complaints' ? { ...plain, 'filters.view': view } : plain;
      const answer = await asha.list(resource, { ...query, page: String(page) });
      ({ total } = answer.meta);
      values.push(...valuesOf(answer, path));
    }
    return known(values);
  }

  /** By the API, from cursor to cursor. */
  async function asked(path: string, sort: string, direction: string, read: (row: never) => unknown) {
    const values: unknown[] = [];
    for (let cursor = ''; ;) {
      const page = await program.get<Page>(`${path}?sort=${sort}&direction=${direction}&limit=18${cursor}`);
      expect(page.status).to.equal(200);
      values.push(...page.body.data.map((row) => read(row as never)));
      if (page.body.next === null) return known(values);
      cursor = `&cursor=${encodeURIComponent(page.body.next)}`;
    }
  }

  async function exported(resource: string, sortBy: string, direction: string, column: string) {
    const query = `format=csv&sortBy=${sortBy}&direction=${direction}&filters.view=all`;
    const path = `/admin/exports/${resource}?${resource === 'departments' ? query.replace(/&filters.*/, '') : query}`;
    const { text, status } = await asha.client.get(path);
    expect(status, text).to.equal(200);
    return known(parse<Record<string, string>>(text, { columns: true }).map((row) => row[column]));
  }

  const bothWays = async (what: string, read: (direction: string) => Promise<string[]>) => {
    expect(await read('asc'), what).to.deep.equal(IN_ORDER);
    expect(await read('desc'), `${what}, the other way`).to.deep.equal(IN_ORDER.toReversed());
  };

  it('follow one another alike in the panel, by the API, in files and in the process', async () => {
    await byHand(async () => {
      for (const name of SCATTERED) await Department.create({ name });
    });
    expect(SCATTERED.toSorted(compareTexts)).to.deep.equal(IN_ORDER);
    await bothWays('panel', (direction) => listed('departments', 'name', direction, 'name'));
    await bothWays('API', (direction) => asked('/departments', 'name', direction, ({ name }) => name));
    await bothWays('file', (direction) => exported('departments', 'name', direction, 'Name'));
    expect(known((await queueChoices(cast.asha)).departments.map(({ name }) => name))).to.deep.equal(
      IN_ORDER,
    );
    const found = await asha.search('departments', '', { perPage: '50' });
    expect(known(found.records.map(({ title }) => title))).to.deep.equal(IN_ORDER);
  });

  it('are those of people, and what is sorted by people and what they belong to', async () => {
    await byHand(async () => {
      for (const name of SCATTERED) {
        const user = await buildUser({ firstName: name });
        const { id: departmentId } = await Department.create({ name });
        await UserProfile.update({ departmentId }, { where: { userId: user.id } });
        await ComplaintType.create({ name });
        await buildComplaint({ title: name, reporter: user, type: name, assignee: user });
      }
    });
    await bothWays('people', (direction) => listed('users', 'person', direction, 'firstName'));
    for (const sort of ['firstName', 'profile.departmentId'])
      expect(await listed('users', sort, 'asc', 'firstName'), sort).to.deep.equal(IN_ORDER);
    await bothWays('people by the API', (direction) =>
      asked('/users', 'person', direction, ({ firstName }) => firstName),
    );
    await bothWays('people as a file', (direction) => exported('users', 'person', direction, 'First name'));
    for (const sort of ['person', 'departmentId'])
      expect(await listed('user_profiles', sort, 'asc', 'person'), sort).to.deep.equal(IN_ORDER);
    const titleOf = ({ title }: { title: string }) => title;
    for (const sort of ['type', 'department', 'reporter', 'assignee'] as const) {
      await bothWays(sort, (direction) => listed('complaints', `${sort}Id`, direction, 'title'));
      expect(await asked('/complaints', sort, 'asc', titleOf), sort).to.deep.equal(IN_ORDER);
      expect(await exported('complaints', `${sort}Id`, 'asc', 'Title'), sort).to.deep.equal(IN_ORDER);
      expect(await groupsInOrder(sort)).to.have.length.of.at.least(IN_ORDER.length);
    }
  });

  it('leave those whose letters are the same in the order of the texts, then of the ids', async () => {
    const names = [
      ['anna', 'berg'],
      ['Anna', 'Berg'],
      ['', '', 'annab'],
      ['Ánna', 'Berg'],
      ['Anna', 'Berg'],
      ['Anna', 'Abt'],
    ] as const;
    const ids: number[] = [];
    for (const [firstName, lastName, username] of names)
      ids.push((await buildUser({ firstName, lastName, ...(username && { username }) })).id);
    const places = async (direction: string) =>
      valuesOf(await asha.list('users', { sortBy: 'person', direction, perPage: '50' }), 'id')
        .map((id) => ids.indexOf(Number(id)))
        .filter((place) => place >= 0);
    expect(await places('asc')).to.deep.equal([5, 1, 4, 0, 3, 2]);
    expect(await places('desc')).to.deep.equal([2, 3, 0, 1, 4, 5]);
  });

  it('are those of every other record with a name', async () => {
    const calendar = { timeZone: 'UTC', hours: ['09:00-17:00', '', '', '', '', '', ''] };
    const url = 'https://chat.example/';
    const kinds: [path: string, made: object, field?: string][] = [
      ['/complaint-types', {}],
      ['/statuses', { category: 'pending', position: 40 }],
      ['/calendars', calendar],
      ['/holidays', { calendarId: 1 }],
      ['/reply-templates', { text: 'Thank you.', isShared: true }],
      ['/assignment-rules', { words: 'toner', groupId: 3 }],
      ['/groups', {}],
      ['/faqs', { answer: 'So.' }, 'question'],
      ['/faq-categories', {}],
      ['/webhooks', { url, events: ['complaint.filed'] }],
    ];
    const ordered = ['Emile', 'Émile', 'emile b', 'ofen', 'Öfen 2', 'Zoé'];
    for (const [path, made, field = 'name'] of kinds) {
      for (const place of [3, 1, 5, 0, 2, 4]) {
        const date = `2030-01-0${place + 1}`;
        const own = { ...made, ...(path === '/holidays' && { date }), [field]: ordered[place] };
        const { status, body } = await program.post(path, own);
        expect([path, status, JSON.stringify(body)].join(' ')).to.match(/ 201 /);
      }
      const names = await asked(path, field, 'asc', (row) => row[field]);
      expect(names, path).to.deep.equal(ordered);
    }
  });

  it('have keys that fit where texts are long, and find a changed name its new place', async () => {
    const long = `${'ﷺ'.repeat(300)}😀`;
    expect(Array.from(sortKey(long)).length).to.be.at.most(255);
    expect([sortKey(''), sortKey('Émile')]).to.deep.equal(['', 'emile\tÉmile']);
    const { id } = await buildUser({ firstName: 'Zoé' });
    const user = await User.findByPk(id, { rejectOnEmpty: true });
    await byHand(() => user.update({ firstName: '', lastName: 'Émile' }));
    const key = async () => (await User.unscoped().findByPk(id))?.nameSorted;
    expect(await key()).to.equal('emile\tÉmile');
    const part = await User.findByPk(id, { attributes: ['id', 'firstName'], rejectOnEmpty: true });
    expect(() => part.set({ firstName: 'Al' })).to.throw('loads all of them');
    const many = await User.update({ firstName: 'Al' }, { where: { id } }).catch(String);
    expect(many).to.match(/person by person/);
    expect(await key()).to.equal('emile\tÉmile');
  });
});
