import { expect } from 'chai';
import { asOf } from '../../../../src/database/present-moment.ts';
import { Complaint } from '../../../../src/models/complaint.ts';
import { Status, type StatusCode } from '../../../../src/models/status.ts';
import { listBulkRuns, readBulkRun } from '../../../../src/use-cases/complaints/bulk/read-bulk-run.ts';
import { undoBulkRun } from '../../../../src/use-cases/complaints/bulk/undo-bulk-run.ts';
import { changeUrgency } from '../../../../src/use-cases/complaints/steps/change-urgency.ts';
import { assignGroups } from '../../../../src/use-cases/groups/assign-groups.ts';
import { buildMany, takeInBulk, workOff, type Shown } from '../../../factories/bulk.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast, type Cast } from '../../../factories/people.ts';
import { happenedTo } from '../../../support/journal.ts';
import { refusal } from '../../../support/refusal.ts';

describe('taking a step with many complaints back', () => {
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  async function undone(runId: number) {
    const undo = await undoBulkRun(cast.amir, runId);
    await workOff(undo);
    return readBulkRun(cast.amir, undo);
  }

  async function stateOf({ id }: Shown) {
    const { assigneeId, urgency, statusId } = await Complaint.findByPk(id, { rejectOnEmpty: true });
    const { code } = await Status.findByPk(statusId, { rejectOnEmpty: true });
    return { assigneeId, urgency, code };
  }

  /** One of each kind of state. */
  async function buildEach(): Promise<Shown[]> {
    const { rosa: reporter, elena, emil } = cast;
    const each: [status: StatusCode, assignee?: { id: number }][] = [
      ['open'],
      ['in_progress'],
      ['waiting'],
      ['assigned', emil],
      ['in_progress', emil],
      ['waiting', elena],
    ];
    const built = [];
    for (const [status, assignee] of each)
      built.push(await buildComplaint({ reporter, status, ...(assignee && { assignee }) }));
    return built;
  }

  for (const [step, said, count] of [
    ['assign', 'elena', 5],
    ['spread', 'elena', 5],
    ['unassign', undefined, 3],
  ] as const) {
    it(`of ${step}: everything is as it was, with its events`, async () => {
      const shown = await buildEach();
      const before = await Promise.all(shown.map(stateOf));
      const id = cast.elena.id;
      const input = said === undefined ? {} : step === 'assign' ? { assigneeId: id } : { assigneeIds: [id] };
      const run = await takeInBulk(cast.amir, step, shown, input);
      expect(run).to.include({ done: count });
      expect(run.undoableMs).to.be.within(25_000, 30_000);
      expect(await Promise.all(shown.map(stateOf))).not.to.deep.equal(before);
      expect(await undone(run.id)).to.include({
        total: count,
        done: count,
        refused: 0,
        told: 'put back as before',
      });
      expect(await Promise.all(shown.map(stateOf))).to.deep.equal(before);
      const names = (await happenedTo(shown[3]?.id ?? 0)).map(([name]) => name);
      expect(names).to.deep.equal([
        step === 'unassign' ? 'complaint.unassigned' : 'complaint.assigned',
        'complaint.assigned',
      ]);
      expect((await readBulkRun(cast.amir, run.id)).undoableMs).to.equal(0);
    });
  }

  it('of urgencies: what somebody changed since stays as they made it, and is told', async () => {
    const shown = [
      ...(await buildMany(2, { reporter: cast.rosa, urgency: 'low' })),
      ...(await buildMany(1, { reporter: cast.rosa, urgency: 'high' })),
    ];
    const run = await takeInBulk(cast.amir, 'urgency', shown, { urgency: 'critical' });
    await changeUrgency(cast.asha, { id: shown[0]?.id, urgency: 'medium' });
    const undo = await undone(run.id);
    expect(undo).to.include({ done: 2, refused: 1 });
    expect(undo.leftOut[0]).to.include({ id: shown[0]?.id });
    expect(undo.leftOut[0]?.reason).to.include('Asha Admin changed the urgency');
    const urgencies = (await Promise.all(shown.map(stateOf))).map(({ urgency }) => urgency);
    expect(urgencies).to.deep.equal(['medium', 'low', 'high']);
  });

  it('does not give work to somebody who cannot be assigned any more', async () => {
    const shown = await buildMany(1, { reporter: cast.rosa, assignee: cast.emil, status: 'assigned' });
    const run = await takeInBulk(cast.amir, 'assign', shown, { assigneeId: cast.elena.id });
    await assignGroups(cast.asha, { userIds: [cast.emil.id], groupIds: [] });
    const undo = await undone(run.id);
    expect(undo.leftOut[0]?.reason).to.include('Choose an active engineer');
    expect((await stateOf(shown[0] as Shown)).assigneeId).to.equal(cast.elena.id);
  });

  it('happens once, within half a minute, by whoever took it, and of assignments and urgencies alone', async () => {
    const shown = await buildMany(1, { reporter: cast.rosa });
    const run = await takeInBulk(cast.amir, 'urgency', shown, { urgency: 'high' });
    expect((await refusal(undoBulkRun(cast.asha, run.id))).code).to.equal('forbidden');
    const late = new Date(Date.now() + 31_000);
    expect((await refusal(asOf(late, () => undoBulkRun(cast.amir, run.id)))).message).to.equal(
      'This cannot be undone any more.',
    );
    const both = await Promise.all([undoBulkRun(cast.amir, run.id), undoBulkRun(cast.amir, run.id)]);
    expect(both[0]).to.equal(both[1]);
    expect((await listBulkRuns(cast.amir)).map(({ id }) => id)).to.deep.equal([both[0]]);
    await workOff(both[0]);
    expect((await refusal(undoBulkRun(cast.amir, both[0]))).code).to.equal('conflict');
    const closed = await takeInBulk(cast.amir, 'reject', await Complaint.findAll(), {
      remark: 'Out of scope.',
    });
    expect(closed).to.include({ done: 1, undoableMs: 0 });
    expect((await refusal(undoBulkRun(cast.amir, closed.id))).code).to.equal('conflict');
  });
});
