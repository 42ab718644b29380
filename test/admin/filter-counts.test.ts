import { expect } from 'chai';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Department } from '../../src/models/department.ts';
import { Group } from '../../src/models/group.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { buildQueue } from '../factories/queue.ts';
import { valuesOf, withPanel, type Panel } from '../support/panel.ts';

interface Answer {
  readonly counts?: Readonly<Record<string, { readonly count: number; readonly more: boolean }>>;
}

describe('the counts in the filters of a list', () => {
  const panel = withPanel();
  let cast: Cast;
  let asha: Panel;

  beforeEach(async () => {
    cast = await buildCast();
    asha = await panel.as('asha');
  });

  async function ask(who: Panel, resource: string, query: Record<string, string>) {
    const address = `/admin/api/resources/${resource}/actions/counts?${new URLSearchParams(query)}`;
    const { status, text } = await who.client.get(address);
    const { counts = {} } = JSON.parse(text) as Answer;
    return {
      status,
      counts: Object.fromEntries(Object.entries(counts).map(([value, { count }]) => [value, count])),
    };
  }

  it('tell of the queue how many complaints each value leaves in the view, with the other filters', async () => {
    await buildQueue(cast);
    const hr = await Department.findOne({ where: { name: 'HR' }, rejectOnEmpty: true });
    const network = await ComplaintType.findOne({ where: { name: 'Network' }, rejectOnEmpty: true });
    const all = { 'filters.view': 'all' };
    const urgencies = { of: 'urgency', values: 'critical,high,low' };
    expect((await ask(asha, 'complaints', { ...all, ...urgencies })).counts).to.deep.equal({
      critical: 1,
      high: 1,
      low: 1,
    });
    const own = { ...all, ...urgencies, 'filters.urgency': 'low' };
    expect((await ask(asha, 'complaints', own)).counts, 'its own choice does not count').to.deep.equal({
      critical: 1,
      high: 1,
      low: 1,
    });
    const others = { ...urgencies, 'filters.departmentId': String(hr.id) };
    expect((await ask(asha, 'complaints', { ...all, ...others })).counts).to.include({ high: 1, low: 0 });
    expect((await ask(asha, 'complaints', others)).counts, 'in the usual view').to.include({
      critical: 1,
      high: 0,
    });
    const people = { of: 'assigneeId', values: `none,${cast.elena.id}`, 'filters.view': 'open' };
    expect((await ask(asha, 'complaints', people)).counts).to.deep.equal({ none: 2, [cast.elena.id]: 2 });
    const types = { ...all, of: 'typeId', values: String(network.id), 'filters.search': 'stale' };
    expect((await ask(asha, 'complaints', types)).counts).to.deep.equal({ [network.id]: 1 });
  });

  it('tell of people how many are in each group, at each level, and active', async () => {
    const [engineers, admins] = await Promise.all(
      ['Engineer', 'Admin'].map((name) => Group.findOne({ where: { name }, rejectOnEmpty: true })),
    );
    const ids = `${engineers?.id},${admins?.id}`;
    const groups = { of: 'groupIds', values: ids };
    const { counts } = await ask(asha, 'users', groups);
    expect(counts[String(engineers?.id)]).to.equal(2);
    expect((await ask(asha, 'users', { ...groups, 'filters.username': 'elena' })).counts).to.deep.equal({
      [String(engineers?.id)]: 1,
      [String(admins?.id)]: 0,
    });
    expect((await ask(asha, 'users', { of: 'isActive', values: 'true,false' })).counts).to.include({
      false: 0,
    });
    const both = await asha.list('users', { 'filters.groupIds': ids });
    expect(valuesOf(both, 'username')).to.include.members(['elena', 'emil', 'asha']);
    expect(valuesOf(both, 'username')).not.to.include('rosa');
  });

  it('are refused for what a list does not know, and to those who may not see it', async () => {
    const odd: [string, Record<string, string>][] = [
      ['users', { of: 'passwordHash', values: 'x' }],
      ['users', { of: 'groupIds', values: 'x' }],
      ['complaints', { of: 'description', values: 'x' }],
      ['complaints', { of: 'urgency', values: 'extreme' }],
      ['complaints', { of: 'typeId', values: Array.from({ length: 101 }, (_, i) => i + 1).join(',') }],
    ];
    for (const [resource, query] of odd)
      expect((await ask(asha, resource, query)).status, JSON.stringify(query)).to.equal(400);
    const elena = await panel.as('elena');
    expect((await ask(elena, 'users', { of: 'isActive', values: 'true' })).status).to.equal(403);
  });
});
