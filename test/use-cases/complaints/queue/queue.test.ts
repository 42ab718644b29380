import { expect } from 'chai';
import { Complaint } from '../../../../src/models/complaint.ts';
import { ComplaintType } from '../../../../src/models/complaint-type.ts';
import { Department } from '../../../../src/models/department.ts';
import { GROUP } from '../../../../src/models/group-names.ts';
import { Status } from '../../../../src/models/status.ts';
import { UserProfile } from '../../../../src/models/user-profile.ts';
import type { Person } from '../../../../src/policies/actor.ts';
import { ForbiddenError, InvalidInputError } from '../../../../src/errors.ts';
import { assignablePeople } from '../../../../src/use-cases/complaints/steps/assignable-people.ts';
import { countUpTo } from '../../../../src/use-cases/complaints/queue/count-up-to.ts';
import { followingComplaints } from '../../../../src/use-cases/complaints/queue/following-complaints.ts';
import { listComplaints } from '../../../../src/use-cases/complaints/queue/list-complaints.ts';
import { setActive } from '../../../../src/use-cases/people/set-active.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast, buildUser, type Cast } from '../../../factories/people.ts';
import { buildQueue, daysAgo } from '../../../factories/queue.ts';
import { countQueries } from '../../../support/queries.ts';
import { refusal } from '../../../support/refusal.ts';

type QueueInput = Parameters<typeof listComplaints>[1];
describe('the queue', () => {
  let cast: Cast;
  let ids: Record<string, number>;

  beforeEach(async () => {
    cast = await buildCast();
    ids = await buildQueue(cast);
    const rejected = { reporter: cast.sam, status: 'rejected', createdAt: daysAgo(31) } as const;
    ids.rejected = (
      await buildComplaint({ ...rejected, title: 'rejected', lastActivityAt: rejected.createdAt })
    ).id;
  });

  async function titles(input: QueueInput, actor = cast.amir): Promise<string[]> {
    const { rows, total } = await listComplaints(actor, input);
    expect(total).to.deep.equal({ count: rows.length, more: false });
    return rows.map(({ title }) => title);
  }

  it('shows all, the last active first, with reporter, department, assignee and age', async () => {
    expect(await titles({})).to.deep.equal([
      'fresh',
      'waiting',
      'emils',
      'elenas',
      'stale',
      'resolved',
      'closed',
      'rejected',
    ]);
    const { rows } = await listComplaints(cast.amir, { ids: [ids.elenas ?? 0] });
    expect(rows).to.have.length(1);
    expect(rows[0]).to.deep.include({
      id: ids.elenas,
      type: 'Hardware',
      urgency: 'medium',
      status: 'In Progress',
      category: 'open',
      reporter: { id: cast.rosa.id, name: 'Rosa Reporter', department: 'HR' },
      assignee: { id: cast.elena.id, name: 'Elena Engineer' },
      version: 0,
      isOverdue: true,
    });
  });

  it('has ready-made views, each with its count', async () => {
    expect(await titles({ view: 'unassigned' })).to.deep.equal(['fresh', 'stale']);
    expect(await titles({ view: 'mine' }, cast.elena)).to.deep.equal(['waiting', 'elenas']);
    expect(await titles({ view: 'open' })).to.deep.equal(['fresh', 'waiting', 'emils', 'elenas', 'stale']);
    expect(await titles({ view: 'waiting' })).to.deep.equal(['waiting']);
    expect(await titles({ view: 'overdue' })).to.deep.equal(['elenas', 'stale']);
    expect(await titles({ view: 'resolved' })).to.deep.equal(['resolved']);
    const { views } = await listComplaints(cast.elena, { view: 'resolved' });
    // What is due soon depends on the hour of the day.
    const { due: _, ...others } = views;
    const counts = Object.fromEntries(Object.entries(others).map(([view, { count }]) => [view, count]));
    expect(counts).to.deep.equal({
      mine: 2,
      unassigned: 2,
      open: 5,
      waiting: 1,
      overdue: 2,
      resolved: 1,
      all: 8,
    });
  });

  it('filters by every column, by several values of each, and by several columns at once', async () => {
    const network = await ComplaintType.findOne({ where: { name: 'Network' }, rejectOnEmpty: true });
    const hr = await Department.findOne({ where: { name: 'HR' }, rejectOnEmpty: true });
    const statuses = await Status.findAll({ where: { code: ['waiting', 'rejected'] } });
    const cases: [QueueInput, string[]][] = [
      [{ ids: [ids.fresh ?? 0, ids.closed ?? 0] }, ['fresh', 'closed']],
      [{ statusIds: statuses.map(({ id }) => id) }, ['waiting', 'rejected']],
      [{ categories: ['pending', 'resolved'] }, ['waiting', 'resolved']],
      [{ typeIds: [network.id] }, ['stale']],
      [{ urgencies: ['critical', 'high'] }, ['fresh', 'emils']],
      [{ assigneeIds: ['none'] }, ['fresh', 'stale', 'rejected']],
      [{ assigneeIds: ['none', cast.emil.id] }, ['fresh', 'emils', 'stale', 'rejected']],
      [{ reporterIds: [cast.sam.id], categories: ['new', 'closed'] }, ['stale', 'closed', 'rejected']],
      [{ departmentIds: [hr.id] }, ['fresh', 'emils', 'elenas', 'resolved']],
      [{ departmentIds: [hr.id], urgencies: ['high'] }, ['emils']],
      [{ departmentIds: [999_999] }, []],
      [
        { createdFrom: daysAgo(4.5).toISOString(), createdTo: daysAgo(2.2).toISOString() },
        ['emils', 'elenas', 'stale'],
      ],
      [
        { activeFrom: daysAgo(32).toISOString(), activeTo: daysAgo(10).toISOString() },
        ['closed', 'rejected'],
      ],
      [{ overdue: true, assigneeIds: [cast.elena.id] }, ['elenas']],
      [{ view: 'overdue', urgencies: ['low'] }, ['stale']],
    ];
    for (const [input, expected] of cases) {
      expect(await titles(input), JSON.stringify(input)).to.deep.equal(expected);
    }
  });

  it('filters by a part of the title, with other filters, and takes the newest of very many', async () => {
    expect(await titles({ title: 'SOLV' })).to.deep.equal(['resolved']);
    expect(await titles({ title: 'e', view: 'unassigned' })).to.deep.equal(['fresh', 'stale']);
    expect(await titles({ title: 'e', urgencies: ['high', 'low'] })).to.deep.equal(['emils', 'stale']);
    expect(await titles({ title: '%' })).to.deep.equal([]);
    const { reporterId, typeId, statusId } = await Complaint.findByPk(ids.fresh ?? 0, {
      rejectOnEmpty: true,
    });
    const row = { reporterId, typeId, statusId, description: 'The same as before.' };
    const many = Array.from({ length: 1001 }, (_, i) => ({ ...row, title: `once more ${i}` }));
    await Complaint.bulkCreate(many);
    const { rows, total, pages } = await listComplaints(cast.amir, {
      title: 'once more',
      sort: 'number',
      direction: 'asc',
      pageSize: 100,
    });
    expect([total, pages, rows[0]?.title]).to.deep.equal([{ count: 1000, more: true }, 10, 'once more 1']);
  });

  it('filters by a department of many people', async () => {
    const hr = await Department.findOne({ where: { name: 'HR' }, rejectOnEmpty: true });
    const people = [];
    for (let i = 0; i < 60; i += 1) people.push((await buildUser()).id);
    await UserProfile.update({ departmentId: hr.id }, { where: { userId: people } });
    await buildComplaint({ reporter: { id: people[59] ?? 0 }, title: 'one of many' });
    const found = await titles({ departmentIds: [hr.id], categories: ['new'] });
    expect(found).to.have.members(['fresh', 'one of many']);
  });

  it('sorts by what it says, urgency by its weight', async () => {
    expect((await titles({ sort: 'urgency' })).slice(0, 2)).to.deep.equal(['fresh', 'emils']);
    expect((await titles({ sort: 'urgency' })).at(-1)).to.equal('stale');
    expect(await titles({ sort: 'urgency', view: 'open' }), 'of one urgency the oldest first').to.deep.equal([
      'fresh',
      'emils',
      'elenas',
      'waiting',
      'stale',
    ]);
    expect((await titles({ sort: 'age', direction: 'asc' }))[0]).to.equal('rejected');
    expect((await titles({ sort: 'number', direction: 'asc' }))[0]).to.equal('fresh');
    expect((await titles({ sort: 'status', direction: 'desc' }))[0]).to.equal('rejected');
    expect((await titles({ sort: 'type', direction: 'desc' }))[0]).to.equal('stale');
  });

  it('refuses what it does not know at its field', async () => {
    const cases = [
      [{ sort: 'passwordHash' }, 'sort'],
      [{ direction: 'sideways' }, 'direction'],
      [{ view: 'everything' }, 'view'],
      [{ urgencies: ['x'] }, 'urgencies.0'],
      [{ statusIds: ['1) OR (1=1'] }, 'statusIds.0'],
      [{ departmentIds: ['1); --'] }, 'departmentIds.0'],
      [{ assigneeIds: ['nobody'] }, 'assigneeIds.0'],
      [{ createdFrom: 'yesterday' }, 'createdFrom'],
      [{ resolvedTo: '2026-02-30' }, 'resolvedTo'],
      [{ openOn: '2026-02-30' }, 'openOn'],
      [{ openOn: "2026-01-01' OR '1'='1" }, 'openOn'],
      [{ ratings: [6] }, 'ratings.0'],
      [{ ratings: ['1) OR (1=1'] }, 'ratings.0'],
      [{ answerTargets: ['late'] }, 'answerTargets.0'],
      [{ pageSize: -1 }, 'pageSize'],
      [{ pageSize: 101 }, 'pageSize'],
      [{ statusIds: Array.from({ length: 101 }, (_, i) => i + 1) }, 'statusIds'],
    ] as const;
    for (const [input, field] of cases) {
      const error = await refusal(listComplaints(cast.amir, input as never));
      expect(error).to.be.instanceOf(InvalidInputError);
      expect(Object.keys(error.fields)).to.deep.equal([field]);
    }
  });

  it('turns pages; one beyond the last is the last', async () => {
    const first = await listComplaints(cast.amir, { pageSize: 3 });
    expect([first.page, first.pages, first.rows.length]).to.deep.equal([1, 3, 3]);
    const last = await listComplaints(cast.amir, { pageSize: 3, page: 99 });
    expect([last.page, last.rows.map(({ title }) => title)]).to.deep.equal([3, ['closed', 'rejected']]);
    for (const page of [0, -5, 1.5]) {
      expect((await listComplaints(cast.amir, { pageSize: 3, page })).page).to.equal(1);
    }
  });

  it('counts to a limit and no further', async () => {
    expect(await countUpTo({ some: {}, few: { urgency: 'low' } }, 5)).to.deep.equal({
      some: { count: 5, more: true },
      few: { count: 1, more: false },
    });
  });

  it('costs the same number of queries for few rows and for many', async () => {
    const few = await countQueries(() => listComplaints(cast.amir, { pageSize: 2 }));
    for (let i = 0; i < 10; i += 1) await buildComplaint({ assignee: cast.emil, status: 'assigned' });
    expect(await countQueries(() => listComplaints(cast.amir, { pageSize: 100 }))).to.equal(few);
    expect(few).to.be.at.most(4);
  });

  it('is gone through by number, each complaint once, whatever is filed meanwhile', async () => {
    const { amir, rosa, sam } = cast;
    for (let n = 0; n < 7; n += 1)
      await buildComplaint({ reporter: n % 2 === 0 ? rosa : sam, title: `Fan ${n}` });
    const expected = (await Complaint.findAll({ order: [['id', 'DESC']] })).map(({ id }) => id);
    const through = async (actor: Person, input: object): Promise<number[]> => {
      const ids: number[] = [];
      for (let after: number | null | undefined; after !== null;) {
        const page = await followingComplaints(actor, { ...input, pageSize: 3, ...(after ? { after } : {}) });
        ids.push(...page.rows.map(({ id }) => id));
        after = page.next;
        await buildComplaint({ reporter: rosa });
      }
      return ids;
    };
    expect(await through(amir, {})).to.deep.equal(expected);
    expect(await through(amir, { search: 'fan' })).to.deep.equal(expected.slice(0, 7));
    const upward = await through(amir, { direction: 'asc' });
    expect(upward.slice(0, expected.length)).to.deep.equal(expected.toReversed());
    expect(await through(sam, {})).to.have.length(await Complaint.count({ where: { reporterId: sam.id } }));
  });

  it('holds for staff what they reported, and no more', async () => {
    expect(await titles({}, cast.sam)).to.deep.equal(['waiting', 'stale', 'closed', 'rejected']);
    const { views } = await listComplaints(cast.sam, { reporterIds: [cast.rosa.id] });
    expect(views.all.count).to.equal(4);
    expect(await titles({ reporterIds: [cast.rosa.id] }, cast.sam)).to.deep.equal([]);
  });
});

describe('the people whom work can be given to', () => {
  it('are active engineers and AMC admins with their open load, the least busy first', async () => {
    const { asha, amir, elena, emil, rosa } = await buildCast();
    await buildUser({ username: 'gone', groups: [GROUP.engineer], isActive: false });
    const both = await buildUser({
      firstName: 'Two',
      lastName: 'Groups',
      groups: [GROUP.engineer, GROUP.amcAdmin],
    });
    await buildComplaint({ assignee: elena, status: 'in_progress' });
    await buildComplaint({ assignee: elena, status: 'waiting' });
    await buildComplaint({ assignee: elena, status: 'closed' });
    await buildComplaint({ assignee: amir, status: 'assigned' });
    const list = [
      { id: emil.id, name: 'Emil Engineer', openLoad: 0, away: '' },
      { id: both.id, name: 'Two Groups', openLoad: 0, away: '' },
      { id: amir.id, name: 'Amir Amc', openLoad: 1, away: '' },
      { id: elena.id, name: 'Elena Engineer', openLoad: 2, away: '' },
    ];
    expect(await assignablePeople(amir)).to.deep.equal(list);
    expect(await countQueries(() => assignablePeople(asha))).to.be.at.most(4);
    for (const actor of [elena, rosa]) {
      expect(await refusal(assignablePeople(actor))).to.be.instanceOf(ForbiddenError);
    }
    await setActive(asha, [elena.id], false);
    expect(await assignablePeople(amir)).to.deep.equal(list.slice(0, 3));
    expect(await Complaint.count({ where: { assigneeId: elena.id } })).to.equal(1);
  });
});
