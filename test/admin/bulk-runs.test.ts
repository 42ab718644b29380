import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import type { BulkRunView } from '../../src/use-cases/complaints/bulk/read-bulk-run.ts';
import type { ShownPlan } from '../../src/use-cases/complaints/bulk/plan-spread.ts';
import { buildMany, workOff } from '../factories/bulk.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { journal } from '../support/journal.ts';
import { withPanel, type Panel, type PanelAnswer } from '../support/panel.ts';

const ACTIONS = 'resources/complaints/actions';

interface Answered {
  readonly run: BulkRunView;
  readonly runs: BulkRunView[];
  readonly plan: ShownPlan;
}

const told = (answer: PanelAnswer): Answered => answer as unknown as Answered;

describe('steps with many complaints in the panel', () => {
  const panel = withPanel();
  let cast: Cast;
  let amir: Panel;

  beforeEach(async () => {
    cast = await buildCast();
    amir = await panel.as('amir');
  });

  const ticked = (complaints: readonly object[]) => JSON.stringify({ complaints });
  const start = (who: Panel, step: string, selection: string, said: Record<string, string | string[]> = {}) =>
    who.post(`${ACTIONS}/bulkStart`, { step, runKey: randomUUID(), selection, ...said });

  it('are offered in the queue to those who may take them', async () => {
    const offered = async (who: string) => {
      const { meta } = await (await panel.as(who)).list('complaints');
      const { bulk, asOf } = meta as unknown as { bulk: { name: string; label: string }[]; asOf: string };
      expect(Math.abs(Date.parse(asOf) - Date.now())).to.be.lessThan(60_000);
      return bulk.map(({ name }) => name);
    };
    const all = ['assign', 'spread', 'urgency', 'type', 'unassign', 'resolve', 'reject'];
    expect(await offered('amir')).to.deep.equal(all);
    expect(await offered('elena')).to.deep.equal([]);
  });

  it('are taken with the ticked ones: begun, looked after, and taken back', async () => {
    const shown = await buildMany(3, { reporter: cast.rosa });
    const begun = told(await start(amir, 'assign', ticked(shown), { assigneeId: String(cast.elena.id) })).run;
    expect(begun).to.include({ total: 3, done: 0, isDone: false, told: 'assigned to Elena Engineer' });
    await workOff(begun.id);
    expect(told(await amir.get(`${ACTIONS}/bulkRuns`)).runs).to.have.length(1);
    const { run } = told(await amir.get(`${ACTIONS}/bulkRuns`, { id: String(begun.id) }));
    expect(run).to.include({ done: 3, isDone: true });
    const undo = told(await amir.post(`${ACTIONS}/bulkUndo`, { runId: String(begun.id) })).run;
    await workOff(undo.id);
    expect(await Complaint.count({ where: { assigneeId: cast.elena.id } })).to.equal(0);
    const events = await journal({ origin: 'panel', actorId: cast.amir.id, subjectType: 'complaint' });
    expect(events.map(({ name, address }) => [name, address === null])).to.deep.equal([
      ...Array.from({ length: 3 }, () => ['complaint.assigned', false]),
      ...Array.from({ length: 3 }, () => ['complaint.unassigned', false]),
    ]);
  });

  it('are taken with all that an address shows: its view, filters and search, and nothing filed since', async () => {
    const network = await ComplaintType.findOne({ where: { name: 'Network' }, rejectOnEmpty: true });
    const { rosa: reporter } = cast;
    // One by one: what is copied is in no search.
    for (const urgency of ['medium', 'low', 'high'] as const)
      await buildComplaint({ reporter, type: 'Network', title: 'Cable', urgency });
    await buildComplaint({ reporter, type: 'Email', title: 'Cable' });
    await buildComplaint({
      reporter,
      type: 'Network',
      title: 'Cable',
      assignee: cast.emil,
      status: 'assigned',
    });
    const asOf = new Date(Date.now() + 1).toISOString();
    await buildComplaint({
      reporter,
      type: 'Network',
      title: 'Cable',
      createdAt: new Date(Date.now() + 60_000),
    });
    const query = new URLSearchParams({
      'filters.view': 'unassigned',
      'filters.typeId': String(network.id),
      'filters.title': 'Cable',
      sortBy: 'urgency',
      page: '7',
      perPage: '1',
    });
    query.append('filters.urgency', 'medium');
    query.append('filters.urgency', 'low');
    const selection = JSON.stringify({ query: `?${query}`, asOf });
    const team = [cast.elena.id, cast.emil.id].map(String);
    const { plan } = told(await amir.post(`${ACTIONS}/bulkPlan`, { selection, assigneeIds: team }));
    expect(plan.people.map(({ name, openLoad, after }) => [name, openLoad, after])).to.deep.equal([
      ['Amir Amc', 0, null],
      ['Elena Engineer', 0, 2],
      ['Emil Engineer', 1, 1],
    ]);
    const { run } = told(await start(amir, 'spread', selection, { assigneeIds: team }));
    expect(run).to.include({ total: 2, told: 'spread over 2 people' });
    await workOff(run.id);
    expect(await Complaint.count({ where: { assigneeId: cast.elena.id } })).to.equal(2);
  });

  it('are refused with a message where something is wrong with what was sent', async () => {
    const [one] = await buildMany(1, { reporter: cast.rosa });
    const messageOf = async (step: string, selection: string, said: Record<string, string> = {}) => {
      const { notice, status } = await start(amir, step, selection, said);
      expect(notice?.type, `${status}`).to.equal('error');
      return notice?.message;
    };
    const anew = 'Choose the complaints anew.';
    for (const odd of ['', 'x', '[]', 'null', '3', '{"query":3}'])
      expect(await messageOf('unassign', odd), odd).to.equal(anew);
    expect(await messageOf('unassign', '{}')).to.equal('Choose at least one complaint.');
    expect(await messageOf('unassign', '{"query":"filters.view=x"}')).to.equal('There is no such view.');
    expect(await messageOf('unassign', '{"query":"filters.passwordHash=x"}')).to.include(
      'cannot be filtered',
    );
    expect(await messageOf('unassign', '{"query":"","asOf":"x"}')).to.equal('This is no moment.');
    expect(await messageOf('unassign', ticked([{ id: '0x3', version: 0 }]))).to.equal(
      'Choose one of the list.',
    );
    expect(await messageOf('resolve', ticked([one ?? {}]))).to.equal('The resolution is required.');
    expect((await start(amir, 'constructor', ticked([one ?? {}]))).status).to.equal(404);
    const elena = await panel.as('elena');
    expect((await start(elena, 'urgency', ticked([one ?? {}]), { urgency: 'high' })).status).to.equal(403);
    for (const action of ['bulkStart', 'bulkStop', 'bulkUndo', 'bulkPlan'])
      expect((await amir.get(`${ACTIONS}/${action}`)).status, action).to.equal(405);
    expect((await amir.get(`${ACTIONS}/bulkRuns`, { id: '999' })).status).to.equal(404);
    expect((await elena.get(`${ACTIONS}/bulkRuns`)).status).to.equal(403);
  });
});
