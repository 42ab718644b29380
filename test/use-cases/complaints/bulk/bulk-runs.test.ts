import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { asOf } from '../../../../src/database/present-moment.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../../../src/errors.ts';
import { doneFrom } from '../../../../src/journal/surroundings.ts';
import { BulkRow } from '../../../../src/models/bulk-row.ts';
import { BulkRun } from '../../../../src/models/bulk-run.ts';
import { Complaint } from '../../../../src/models/complaint.ts';
import { Job } from '../../../../src/models/job.ts';
import { StatusChange } from '../../../../src/models/status-change.ts';
import { MOST_AT_ONCE } from '../../../../src/use-cases/complaints/bulk/chosen-complaints.ts';
import { forgetBulkRuns } from '../../../../src/use-cases/complaints/bulk/forget-bulk-runs.ts';
import { listBulkRuns, readBulkRun } from '../../../../src/use-cases/complaints/bulk/read-bulk-run.ts';
import { BULK_JOB, startBulkRun } from '../../../../src/use-cases/complaints/bulk/start-bulk-run.ts';
import { deleteComplaints } from '../../../../src/use-cases/complaints/delete-complaints.ts';
import { listComplaints } from '../../../../src/use-cases/complaints/queue/list-complaints.ts';
import { editComplaint } from '../../../../src/use-cases/complaints/steps/edit-complaint.ts';
import { assignGroups } from '../../../../src/use-cases/groups/assign-groups.ts';
import { setActive } from '../../../../src/use-cases/people/set-active.ts';
import { begin, buildMany, takeInBulk, workOff } from '../../../factories/bulk.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildActor, buildCast, type Cast } from '../../../factories/people.ts';
import { countSteps, happenedTo, journal } from '../../../support/journal.ts';
import { refusal } from '../../../support/refusal.ts';

const DAY_MS = 86_400_000;
const remark = 'The mail server was restarted.';
const ids = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);

describe('a step with many complaints', function suite() {
  this.timeout(60_000);
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  it('is taken with 112 while others work, and names the 12 that were closed already', async () => {
    const open = await buildMany(100, { reporter: cast.rosa });
    const closed = await buildMany(12, { reporter: cast.rosa, status: 'closed' });
    const surroundings = { origin: 'panel', address: '10.0.0.7', requestId: 'one' } as const;
    const runId = await doneFrom(surroundings, () =>
      begin(cast.amir, 'assign', [...open.slice(0, 50), ...closed, ...open.slice(50)], {
        assigneeId: cast.elena.id,
      }),
    );
    const working = workOff(runId);
    let looked = 0;
    for (let isDone = false; !isDone; looked += 1, await delay(50)) {
      const { total } = await listComplaints(cast.elena, { view: 'all' });
      expect(total.count).to.equal(112);
      isDone = (await readBulkRun(cast.amir, runId)).isDone;
    }
    expect(looked, 'the queue was read meanwhile').to.be.greaterThan(3);
    await working;
    const view = await readBulkRun(cast.amir, runId);
    expect(view).to.include({ total: 112, done: 100, kept: 0, refused: 12, isDone: true });
    expect(view.summary).to.equal('100 complaints were assigned to Elena Engineer. 12 were not.');
    expect(ids(view.leftOut)).to.deep.equal(ids(closed));
    for (const { reason, title } of view.leftOut) {
      expect(reason).to.equal('This complaint is Closed now and cannot be assigned.');
      expect(title).to.equal('The printer eats paper');
    }
    const events = await journal({ name: 'complaint.assigned' });
    expect(events.map(({ subjectId }) => subjectId)).to.have.members(ids(open));
    for (const event of events)
      expect(event).to.deep.include({ ...surroundings, actorId: cast.amir.id, actorName: 'Amir Amc' });
    expect(await countSteps()).to.equal(100);
    expect(await StatusChange.count({ where: { changedById: cast.amir.id } })).to.equal(100);
  });

  it('concerns what a view showed, and nothing that was filed or came into it later', async () => {
    const shown = await buildMany(3, { reporter: cast.rosa, type: 'Network' });
    await buildComplaint({ reporter: cast.rosa, type: 'Email' });
    const seen = new Date();
    const late = await buildComplaint({
      reporter: cast.rosa,
      type: 'Network',
      createdAt: new Date(seen.getTime() + 5),
    });
    const { typeId } = await Complaint.findByPk(shown[0]?.id ?? 0, { rejectOnEmpty: true });
    const selection = { view: { view: 'unassigned', typeIds: [typeId] }, asOf: seen };
    const input = { step: 'urgency', runKey: randomUUID(), selection, urgency: 'high' };
    const runId = await startBulkRun(cast.amir, input);
    await buildComplaint({ reporter: cast.rosa, type: 'Network' });
    await editComplaint(cast.asha, { id: shown[1]?.id, title: 'Something else' });
    await workOff(runId);
    const view = await readBulkRun(cast.amir, runId);
    expect(view).to.include({ total: 3, done: 2, refused: 1, told: 'given the urgency high' });
    expect(view.leftOut[0]?.reason).to.include('Asha Admin changed the title');
    const changed = await Complaint.findAll({ where: { urgency: 'high' } });
    expect(ids(changed)).to.have.members([shown[0]?.id, shown[2]?.id]);
    expect((await late.reload()).urgency).to.equal('medium');
  });

  it('assigns, unassigns, changes the type, and rejects', async () => {
    const shown = await buildMany(2, { reporter: cast.rosa });
    const again = () => Complaint.findAll({ where: { id: ids(shown) } });
    expect(await takeInBulk(cast.amir, 'assign', shown, { assigneeId: cast.elena.id })).to.include({
      done: 2,
      told: 'assigned to Elena Engineer',
    });
    expect(await takeInBulk(cast.amir, 'unassign', await again())).to.include({
      done: 2,
      told: 'unassigned',
    });
    const other = await buildComplaint({ reporter: cast.rosa, type: 'Network' });
    const { typeId } = other;
    expect(await takeInBulk(cast.amir, 'type', await again(), { typeId })).to.include({
      done: 2,
      told: 'given the type Network',
    });
    expect((await takeInBulk(cast.amir, 'reject', await again(), { remark: 'Out of scope.' })).done).to.equal(
      2,
    );
    for (const { id } of shown)
      expect(await happenedTo(id)).to.deep.equal(
        ['assigned', 'unassigned', 'edited', 'rejected'].map((name) => [`complaint.${name}`, cast.amir.id]),
      );
  });

  it('begins once however often its form is sent', async () => {
    const shown = await buildMany(2, { reporter: cast.rosa });
    const selection = { complaints: [...shown, ...shown] };
    const input = { step: 'urgency', runKey: randomUUID(), selection, urgency: 'low' };
    const begun = await Promise.all(Array.from({ length: 5 }, () => startBulkRun(cast.amir, input)));
    expect(new Set(begun).size).to.equal(1);
    expect(await startBulkRun(cast.amir, input)).to.equal(begun[0]);
    expect([
      await BulkRun.count(),
      await BulkRow.count(),
      await Job.count({ where: { kind: BULK_JOB } }),
    ]).to.deep.equal([1, 2, 1]);
    // Another person's form may have the same key.
    expect(await startBulkRun(cast.asha, input)).not.to.equal(begun[0]);
  });

  it('is taken once with each, also by several processes at once, and again after the end', async () => {
    const shown = await buildMany(20, { reporter: cast.rosa });
    const runId = await begin(cast.amir, 'assign', shown, { assigneeId: cast.elena.id });
    await Promise.all([workOff(runId), workOff(runId), workOff(runId)]);
    await workOff(runId);
    expect(await readBulkRun(cast.amir, runId)).to.include({ total: 20, done: 20, refused: 0, isDone: true });
    expect(await countSteps()).to.equal(20);
  });

  it('ends between two complaints when it is told to, and goes on with the next', async () => {
    const shown = await buildMany(5, { reporter: cast.rosa });
    const runId = await begin(cast.amir, 'urgency', shown, { urgency: 'high' });
    const stop = new AbortController();
    let asked = 0;
    const signal = Object.assign(Object.create(stop.signal) as AbortSignal, {
      throwIfAborted() {
        asked += 1;
        if (asked === 3) throw new Error('the process is to end');
      },
    });
    const [ended] = await Promise.allSettled([workOff(runId, signal)]);
    expect(ended.status).to.equal('rejected');
    expect(await readBulkRun(cast.amir, runId)).to.include({ total: 5, done: 2, refused: 0, isDone: false });
    await workOff(runId);
    expect(await readBulkRun(cast.amir, runId)).to.include({ done: 5, refused: 0, isDone: true });
    expect(await countSteps()).to.equal(5);
  });

  it('asks with each complaint what whoever began it may do by then', async () => {
    const shown = await buildMany(3, { reporter: cast.rosa });
    const said = { assigneeId: cast.elena.id };
    const demoted = await begin(cast.amir, 'assign', shown, said);
    await assignGroups(cast.asha, { userIds: [cast.amir.id], groupIds: [] });
    await workOff(demoted);
    const reasons = async (runId: number) =>
      new Set((await readBulkRun(cast.asha, runId)).leftOut.map(({ reason }) => reason));
    expect(await reasons(demoted)).to.deep.equal(new Set(['You are not allowed to do this.']));
    const admin = await another();
    const gone = await begin(admin, 'assign', shown, said);
    await setActive(cast.asha, [admin.id], false);
    await workOff(gone);
    expect(await reasons(gone)).to.deep.equal(new Set(['Whoever began this cannot sign in any more.']));
    expect(await countSteps()).to.equal(0);
  });

  it('leaves out, with the reason, what is gone and what its starter has not', async () => {
    const shown = await buildMany(2, { reporter: cast.rosa });
    const runId = await begin(cast.amir, 'urgency', [...shown, { id: 999_999, version: 0 }], {
      urgency: 'low',
    });
    await deleteComplaints(cast.asha, [shown[0]?.id ?? 0]);
    await workOff(runId);
    const { done, leftOut } = await readBulkRun(cast.amir, runId);
    expect(done).to.equal(1);
    const reason = 'There is no such record.';
    expect(leftOut).to.deep.equal([shown[0]?.id, 999_999].map((id) => ({ id, title: '', reason })));
  });

  it('is refused to those who may not, and of bad input nothing is begun', async () => {
    const shown = await buildMany(1, { reporter: cast.rosa });
    for (const actor of [cast.elena, cast.rosa])
      expect(await refusal(begin(actor, 'resolve', shown, { remark }))).to.be.instanceOf(ForbiddenError);
    const fieldsOf = async (work: Promise<unknown>) => {
      const error = await refusal(work);
      expect(error).to.be.instanceOf(InvalidInputError);
      return Object.entries(error.fields)[0];
    };
    const none = 'Choose at least one complaint.';
    expect(await fieldsOf(begin(cast.amir, 'resolve', [], { remark }))).to.deep.equal([
      'selection.complaints',
      none,
    ]);
    const many = Array.from({ length: MOST_AT_ONCE + 1 }, (_, id) => ({ id: id + 1, version: 0 }));
    expect((await fieldsOf(begin(cast.amir, 'resolve', many, { remark })))?.[1]).to.equal(
      'Choose at most 5,000 complaints at once.',
    );
    expect((await fieldsOf(begin(cast.amir, 'resolve', shown, { remark: ' ' })))?.[0]).to.equal('remark');
    expect((await fieldsOf(begin(cast.amir, 'urgency', shown, { urgency: 'x' })))?.[0]).to.equal('urgency');
    expect((await fieldsOf(begin(cast.amir, 'assign', shown, { assigneeId: cast.rosa.id })))?.[0]).to.equal(
      'assigneeId',
    );
    expect(
      (await fieldsOf(begin(cast.amir, 'spread', shown, { assigneeIds: [cast.rosa.id] })))?.[0],
    ).to.equal('assigneeIds');
    const nothing = { step: 'unassign', runKey: randomUUID(), selection: { view: { view: 'resolved' } } };
    expect((await fieldsOf(startBulkRun(cast.amir, nothing)))?.[1]).to.equal(
      'This view has no complaints any more.',
    );
    expect(await refusal(begin(cast.amir, 'delete', shown))).to.be.instanceOf(NotFoundError);
    expect(await BulkRun.count()).to.equal(0);
  });

  it('is shown to whoever began it and to those who look after the portal', async () => {
    const shown = await buildMany(1, { reporter: cast.rosa });
    const { id } = await takeInBulk(cast.amir, 'urgency', shown, { urgency: 'high' });
    const other = await another();
    expect((await refusal(readBulkRun(other, id))).code).to.equal('not_found');
    expect(await refusal(readBulkRun(cast.elena, id))).to.be.instanceOf(ForbiddenError);
    expect((await readBulkRun(cast.asha, id)).undoableMs, 'is not hers to undo').to.equal(0);
    expect(ids(await listBulkRuns(cast.amir))).to.deep.equal([id]);
    expect(await listBulkRuns(cast.asha)).to.deep.equal([]);
    const later = new Date(Date.now() + 700_000);
    expect(await asOf(later, () => listBulkRuns(cast.amir))).to.deep.equal([]);
  });

  it('is forgotten a month after its end', async () => {
    const shown = await buildMany(1, { reporter: cast.rosa });
    await takeInBulk(cast.amir, 'urgency', shown, { urgency: 'high' });
    await begin(cast.amir, 'urgency', shown, { urgency: 'low' });
    const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
    expect(await asOf(inDays(29), () => forgetBulkRuns())).to.equal(0);
    expect(await asOf(inDays(31), () => forgetBulkRuns())).to.equal(1);
    expect([await BulkRun.count(), await BulkRow.count()]).to.deep.equal([1, 1]);
  });

  /** Another AMC admin. */
  function another() {
    return buildActor({ username: 'other', groups: ['AMC Admin'] });
  }
});
