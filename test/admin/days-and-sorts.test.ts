import { expect } from 'chai';
import { Department } from '../../src/models/department.ts';
import { Status } from '../../src/models/status.ts';
import { User } from '../../src/models/user.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, renamePerson, type Cast } from '../factories/people.ts';
import { valuesOf, withPanel, type Panel } from '../support/panel.ts';

describe('days and names in the lists of the panel', () => {
  const panel = withPanel({ TIME_ZONE: 'Asia/Kolkata' });
  let cast: Cast;
  let asha: Panel;

  beforeEach(async () => {
    cast = await buildCast();
    asha = await panel.as('asha');
  });

  const between = (name: string, from: string, to: string) => ({
    [`filters.${name}~~from`]: from,
    [`filters.${name}~~to`]: to,
  });

  it('finds a complaint under the day that is shown, from its first moment to its last', async () => {
    const moments = {
      before: '2026-11-24T18:29:59.999Z',
      first: '2026-11-24T18:30:00.000Z',
      night: '2026-11-24T20:00:00.000Z',
      last: '2026-11-25T18:29:59.999Z',
      after: '2026-11-25T18:30:00.000Z',
    };
    for (const [title, moment] of Object.entries(moments)) {
      const at = new Date(moment);
      await buildComplaint({ reporter: cast.rosa, title, createdAt: at, lastActivityAt: at });
    }
    const ofDay = ['last', 'night', 'first'];
    for (const name of ['createdAt', 'lastActivityAt']) {
      const queries: [Record<string, string>, string[]][] = [
        [between(name, '2026-11-25', '2026-11-25'), ofDay],
        [{ [`filters.${name}`]: '2026-11-25' }, ofDay],
        [{ [`filters.${name}~~from`]: '2026-11-25' }, ['after', ...ofDay]],
        [{ [`filters.${name}~~to`]: '2026-11-24' }, ['before']],
        [between(name, '2026-11-25T18:29:59.999Z', '2026-11-25T18:30:00Z'), ['after', 'last']],
      ];
      for (const [query, expected] of queries) {
        const found = await asha.list('complaints', {
          'filters.view': 'all',
          sortBy: 'lastActivityAt',
          direction: 'desc',
          ...query,
        });
        expect(valuesOf(found, 'title'), JSON.stringify(query)).to.deep.equal(expected);
      }
    }
  });

  it('finds a person under the day that is shown', async () => {
    await User.update({ dateJoined: new Date('2025-11-24T20:00:00Z') }, { where: { id: cast.rosa.id } });
    await User.update({ dateJoined: new Date('2025-11-25T18:30:00Z') }, { where: { id: cast.sam.id } });
    const joined = async (day: string) =>
      valuesOf(await asha.list('users', between('dateJoined', day, day)), 'username');
    expect(await joined('2025-11-24')).to.deep.equal([]);
    expect(await joined('2025-11-25')).to.deep.equal(['rosa']);
    expect(await joined('2025-11-26')).to.deep.equal(['sam']);
  });

  it('sorts complaints by the names that are shown, and statuses by their position', async () => {
    const { rosa, sam, elena, emil } = cast;
    const [finance, hr] = await Promise.all(
      ['Finance', 'HR'].map((name) => Department.findOne({ where: { name }, rejectOnEmpty: true })),
    );
    // Ids say the opposite of names.
    await UserProfile.update({ departmentId: hr?.id ?? null }, { where: { userId: rosa.id } });
    await UserProfile.update({ departmentId: finance?.id ?? null }, { where: { userId: sam.id } });
    await renamePerson(elena, { firstName: 'Zoe' });
    const rows = [
      { title: 'a', reporter: sam, type: 'Software', assignee: elena, status: 'in_progress' },
      { title: 'b', reporter: rosa, type: 'Email', assignee: emil, status: 'waiting' },
      { title: 'c', reporter: rosa, type: 'Account Access', status: 'open' },
      { title: 'd', reporter: emil, type: 'Email', assignee: emil, status: 'closed' },
    ] as const;
    for (const [index, row] of rows.entries())
      await buildComplaint({ ...row, lastActivityAt: new Date(Date.UTC(2026, 0, 1 + index)) });
    await Status.update({ position: -1 }, { where: { code: 'closed' } });
    const cases: [string, string, string][] = [
      ['typeId', 'cdba', 'adbc'],
      ['statusId', 'dcab', 'bacd'],
      ['reporterId', 'dcba', 'acbd'],
      ['assigneeId', 'dbac', 'cadb'],
      ['departmentId', 'acbd', 'dcba'],
    ];
    for (const [sortBy, ascending, descending] of cases) {
      for (const [direction, expected] of [
        ['asc', ascending],
        ['desc', descending],
      ] as const) {
        const titles = async (query: Record<string, string> = {}) =>
          valuesOf(
            await asha.list('complaints', { 'filters.view': 'all', sortBy, direction, ...query }),
            'title',
          ).join('');
        expect(await titles(), `${sortBy} ${direction}`).to.equal(expected);
        const pages = [await titles({ perPage: '3' }), await titles({ perPage: '3', page: '2' })];
        expect(pages.join(''), `${sortBy} ${direction}, page by page`).to.equal(expected);
        const urgent = await titles({ 'filters.statusId': String(await closedId()) });
        expect(urgent).to.equal('d');
      }
    }
  });

  async function closedId(): Promise<number> {
    return (await Status.findOne({ where: { code: 'closed' }, rejectOnEmpty: true })).id;
  }

  it('sorts profiles by person and department as they are called', async () => {
    const departments = await Department.findAll({ order: [['name', 'DESC']] });
    const { rosa, sam, elena } = cast;
    for (const [index, person] of [rosa, sam, elena].entries())
      await UserProfile.update(
        { departmentId: departments[index]?.id ?? null },
        { where: { userId: person.id } },
      );
    await renamePerson(sam, { firstName: '', lastName: '', username: 'bo' });
    const people = async (sortBy: string, direction: string) =>
      valuesOf(await asha.list('user_profiles', { sortBy, direction }), 'person');
    const names = ['Amir Amc', 'Asha Admin', 'bo', 'Elena Engineer', 'Emil Engineer', 'Rosa Reporter'];
    for (const sortBy of ['person', 'userId']) {
      const lower = (await people(sortBy, 'asc')).map((name) => String(name).toLowerCase());
      expect(lower).to.deep.equal(names.map((name) => name.toLowerCase()));
    }
    expect((await people('departmentId', 'desc')).slice(0, 3)).to.deep.equal([
      'Rosa Reporter',
      'bo',
      'Elena Engineer',
    ]);
  });
});
