import { expect } from 'chai';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../../../../src/errors.ts';
import { JournalEvent } from '../../../../src/models/journal-event.ts';
import { Complaint } from '../../../../src/models/complaint.ts';
import { Remark } from '../../../../src/models/remark.ts';
import { StatusChange } from '../../../../src/models/status-change.ts';
import { Status, STATUS_CODES, type StatusCode } from '../../../../src/models/status.ts';
import { operator, type Actor } from '../../../../src/policies/actor.ts';
import { shownStatus } from '../../../../src/policies/shown-status.ts';
import { addNote } from '../../../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../../../src/use-cases/complaints/steps/add-remark.ts';
import { answerComplaint } from '../../../../src/use-cases/complaints/steps/answer-complaint.ts';
import { askReporter } from '../../../../src/use-cases/complaints/steps/ask-reporter.ts';
import { assignComplaint } from '../../../../src/use-cases/complaints/steps/assign-complaint.ts';
import { changeUrgency } from '../../../../src/use-cases/complaints/steps/change-urgency.ts';
import { claimComplaint } from '../../../../src/use-cases/complaints/steps/claim-complaint.ts';
import { confirmComplaint } from '../../../../src/use-cases/complaints/steps/confirm-complaint.ts';
import { editComplaint } from '../../../../src/use-cases/complaints/steps/edit-complaint.ts';
import { rejectComplaint } from '../../../../src/use-cases/complaints/steps/reject-complaint.ts';
import { reopenComplaint } from '../../../../src/use-cases/complaints/steps/reopen-complaint.ts';
import { resolveComplaint } from '../../../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { startComplaint } from '../../../../src/use-cases/complaints/steps/start-complaint.ts';
import { withdrawComplaint } from '../../../../src/use-cases/complaints/steps/withdraw-complaint.ts';
import { unassignComplaint } from '../../../../src/use-cases/complaints/steps/unassign-complaint.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast, type Cast } from '../../../factories/people.ts';
import { refusal } from '../../../support/refusal.ts';
import { journal } from '../../../support/journal.ts';

const remark = 'Some words.';
const REOPEN_DAYS = 7;
type Name = keyof Cast;

interface StepCase {
  readonly name: string;
  readonly take: (actor: Actor, id: number, cast: Cast) => Promise<unknown>;
  readonly who: readonly Name[];
  readonly from: readonly StatusCode[];
  /** Whether the complaint has no assignee where the step is allowed. */
  readonly unassigned?: boolean;
  /** Where it leads to, from `Waiting for User` where that is possible. */
  readonly to?: StatusCode;
}

const UNSOLVED: StatusCode[] = ['open', 'assigned', 'in_progress', 'waiting'];
const WORKERS: Name[] = ['asha', 'amir', 'elena'];
const DIRECTORS: Name[] = ['asha', 'amir'];

const STEPS: readonly StepCase[] = [
  {
    name: 'claim',
    take: (actor, id) => claimComplaint(actor, { id }),
    who: ['amir', 'elena', 'emil'],
    from: UNSOLVED,
    unassigned: true,
  },
  {
    name: 'assign',
    take: (actor, id, { emil }) => assignComplaint(actor, { id, assigneeId: emil.id }),
    who: DIRECTORS,
    from: UNSOLVED,
  },
  {
    name: 'unassign',
    take: (actor, id) => unassignComplaint(actor, { id }),
    who: DIRECTORS,
    from: UNSOLVED,
    to: 'open',
  },
  {
    name: 'start',
    take: (actor, id) => startComplaint(actor, { id }),
    who: WORKERS,
    from: ['open', 'assigned', 'waiting'],
    to: 'in_progress',
  },
  {
    name: 'ask',
    take: (actor, id) => askReporter(actor, { id, remark }),
    who: WORKERS,
    from: ['open', 'assigned', 'in_progress'],
    to: 'waiting',
  },
  {
    name: 'answer',
    take: (actor, id) => answerComplaint(actor, { id, remark }),
    who: ['rosa'],
    from: ['waiting'],
    to: 'in_progress',
  },
  {
    name: 'resolve',
    take: (actor, id) => resolveComplaint(actor, { id, remark }),
    who: WORKERS,
    from: UNSOLVED,
    to: 'resolved',
  },
  {
    name: 'reject',
    take: (actor, id) => rejectComplaint(actor, { id, remark }),
    who: DIRECTORS,
    from: UNSOLVED,
    to: 'rejected',
  },
  {
    name: 'confirm',
    take: (actor, id) => confirmComplaint(actor, { id, rating: 4 }),
    who: ['rosa'],
    from: ['resolved'],
    to: 'closed',
  },
  {
    name: 'reopen',
    take: (actor, id) => reopenComplaint(actor, { id, remark }, REOPEN_DAYS),
    who: ['rosa'],
    from: ['resolved', 'closed'],
    to: 'in_progress',
  },
  {
    name: 'withdraw',
    take: (actor, id) => withdrawComplaint(actor, { id, remark }),
    who: ['rosa'],
    from: UNSOLVED,
    to: 'closed',
  },
  {
    name: 'change the urgency',
    take: (actor, id) => changeUrgency(actor, { id, urgency: 'critical' }),
    who: DIRECTORS,
    from: UNSOLVED,
  },
  {
    name: 'edit',
    take: (actor, id) => editComplaint(actor, { id, title: 'Another title' }),
    who: DIRECTORS,
    from: STATUS_CODES,
  },
  {
    name: 'remark',
    take: (actor, id) => addRemark(actor, { id, remark }),
    who: ['asha', 'amir', 'elena', 'rosa'],
    from: STATUS_CODES,
  },
  {
    name: 'note',
    take: (actor, id) => addNote(actor, { id, remark }),
    who: WORKERS,
    from: STATUS_CODES,
  },
];

async function traces(id: number): Promise<unknown> {
  const complaint = await Complaint.findByPk(id, { rejectOnEmpty: true });
  const where = { complaintId: id };
  return {
    ...complaint.get({ plain: true }),
    remarks: await Remark.count({ where }),
    statusChanges: await StatusChange.count({ where }),
    events: await JournalEvent.count({ where }),
  };
}

async function codeOf(id: number): Promise<string | null> {
  const { statusId } = await Complaint.findByPk(id, { rejectOnEmpty: true });
  return (await Status.findByPk(statusId, { rejectOnEmpty: true })).code;
}

for (const { name, take, who, from, unassigned = false, to } of STEPS) {
  describe(`the step ${name}`, () => {
    let cast: Cast;
    beforeEach(async () => {
      cast = await buildCast();
    });

    const build = (status: StatusCode) =>
      buildComplaint({
        status,
        reporter: cast.rosa,
        ...(unassigned || (status === 'open' && name !== 'unassign') ? {} : { assignee: cast.elena }),
      });

    it(`is for ${who.join(', ')} alone`, async () => {
      const status = from.at(-1) ?? 'open';
      for (const person of Object.keys(cast) as Name[]) {
        const { id } = await buildComplaint({
          status: name === 'remark' || name === 'note' ? 'in_progress' : status,
          reporter: cast.rosa,
          ...(unassigned ? {} : { assignee: cast.elena }),
        });
        if (who.includes(person)) {
          await take(cast[person], id, cast);
          continue;
        }
        const before = await traces(id);
        const error = await refusal(take(cast[person], id, cast));
        expect(error, person).to.be.instanceOf(person === 'sam' ? NotFoundError : ForbiddenError);
        expect(await traces(id)).to.deep.equal(before);
      }
    });

    it(`is possible from ${from.join(', ')} alone and changes nothing elsewhere`, async () => {
      const actor = cast[name === 'claim' ? 'emil' : who.includes('amir') ? 'amir' : 'rosa'];
      for (const status of STATUS_CODES) {
        const complaint = await build(status);
        const before = await traces(complaint.id);
        if (from.includes(status)) {
          await take(actor, complaint.id, cast);
          expect(await traces(complaint.id)).not.to.deep.equal(before);
          if (to !== undefined) expect(await codeOf(complaint.id)).to.equal(to);
          continue;
        }
        const error = await refusal(take(actor, complaint.id, cast));
        expect(error, status).to.be.instanceOf(ConflictError);
        const present = await Status.findByPk(complaint.statusId, { rejectOnEmpty: true });
        expect(error.message).to.include(shownStatus(present.name));
        expect(await traces(complaint.id)).to.deep.equal(before);
      }
    });

    it('knows no complaint by an id that is none', async () => {
      for (const id of [999_999, 0, -1, 1.5, Number.NaN, 'x' as unknown as number, 3e10]) {
        expect(await refusal(take(cast.amir, id, cast))).to.be.instanceOf(NotFoundError);
      }
    });
  });
}

describe('what steps leave behind', () => {
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  it('is one event, and a status change, a version and a remark that refer to it, credited to whoever did it', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'assigned' });
    const complaint = await resolveComplaint(cast.elena, { id, remark: '  A new cable.  ' });
    expect(complaint.version).to.equal(1);
    expect((await complaint.reload()).version).to.equal(1);
    expect(complaint.resolvedAt).to.be.instanceOf(Date);
    expect(complaint.lastActivityAt).to.deep.equal(complaint.resolvedAt);
    const [, change, ...more] = await StatusChange.findAll({ where: { complaintId: id }, order: ['id'] });
    expect(more).to.deep.equal([]);
    expect(change?.changedById).to.equal(cast.elena.id);
    expect(change?.toStatusId).to.equal(complaint.statusId);
    const [said, ...others] = await Remark.findAll({ where: { complaintId: id } });
    expect(others).to.deep.equal([]);
    expect(said).to.include({ text: 'A new cable.', authorId: cast.elena.id, isInternal: false });
    const [, event, ...further] = await journal({ complaintId: id });
    expect(further).to.deep.equal([]);
    expect(event).to.include({
      name: 'complaint.resolved',
      subjectType: 'complaint',
      subjectId: id,
      actorId: cast.elena.id,
      actorName: 'Elena Engineer',
    });
    expect(event?.createdAt).to.deep.equal(complaint.resolvedAt);
    expect([change?.eventId, said?.eventId]).to.deep.equal([event?.id, event?.id]);
  });

  it('a claim says who took it, in its event', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await claimComplaint(cast.elena, { id });
    expect(await codeOf(id)).to.equal('assigned');
    expect(await Remark.count()).to.equal(0);
    const [, event] = await journal({ complaintId: id });
    expect(event).to.include({ name: 'complaint.claimed', actorId: cast.elena.id });
    expect(event?.details.changes).to.have.deep.property('assignee', {
      from: null,
      to: { id: cast.elena.id, name: 'Elena Engineer' },
    });
  });

  it('a handover keeps the status and says from whom to whom', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    await assignComplaint(cast.amir, { id, assigneeId: cast.emil.id });
    expect(await codeOf(id)).to.equal('in_progress');
    const change = await StatusChange.findOne({ where: { complaintId: id }, order: [['id', 'DESC']] });
    expect(change?.note).to.equal('Handed over from Elena Engineer to Emil Engineer');
  });

  it('a note is internal', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'assigned' });
    await addNote(cast.elena, { id, remark });
    expect((await Remark.findOne({ where: { complaintId: id } }))?.isInternal).to.equal(true);
  });

  it("a remark of the reporter's is the answer where one is awaited", async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'waiting' });
    await addRemark(cast.elena, { id, remark });
    expect(await codeOf(id)).to.equal('waiting');
    await addRemark(cast.rosa, { id, remark });
    expect(await codeOf(id)).to.equal('in_progress');
  });

  it('works with statuses that were renamed', async () => {
    await Status.update({ name: 'Erledigt' }, { where: { code: 'resolved' } });
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'assigned' });
    await resolveComplaint(cast.elena, { id, remark });
    expect((await refusal(startComplaint(cast.elena, { id }))).message).to.equal(
      'This complaint is Erledigt now and cannot be started.',
    );
  });

  it('the operator acts as the system', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await rejectComplaint(operator, { id, remark });
    expect((await Remark.findOne({ where: { complaintId: id } }))?.authorId).to.equal(null);
  });
});

describe('the words that steps require', () => {
  it('are refused at their field when they are missing, blank or too long', async () => {
    const { amir, rosa, elena } = await buildCast();
    const open = await buildComplaint({ reporter: rosa, assignee: elena, status: 'assigned' });
    const waiting = await buildComplaint({ reporter: rosa, status: 'waiting' });
    const resolved = await buildComplaint({ reporter: rosa, status: 'resolved' });
    const before = [await traces(open.id), await traces(waiting.id), await traces(resolved.id)];
    for (const bad of ['', '   \n ', undefined, 7, 'x'.repeat(10_001)] as string[]) {
      for (const attempt of [
        askReporter(elena, { id: open.id, remark: bad }),
        resolveComplaint(elena, { id: open.id, remark: bad }),
        rejectComplaint(amir, { id: open.id, remark: bad }),
        addRemark(rosa, { id: open.id, remark: bad }),
        addNote(elena, { id: open.id, remark: bad }),
        answerComplaint(rosa, { id: waiting.id, remark: bad }),
        reopenComplaint(rosa, { id: resolved.id, remark: bad }, REOPEN_DAYS),
      ]) {
        const error = await refusal(attempt);
        expect(error).to.be.instanceOf(InvalidInputError);
        expect(Object.keys(error.fields)).to.deep.equal(['remark']);
      }
    }
    for (const rating of [0, 6, 2.5, Number.NaN, ' ', 'five']) {
      const error = await refusal(confirmComplaint(rosa, { id: resolved.id, rating }));
      expect(error.fields).to.deep.equal({ rating: 'Choose from 1 to 5 stars.' });
    }
    expect([await traces(open.id), await traces(waiting.id), await traces(resolved.id)]).to.deep.equal(
      before,
    );
  });
});
