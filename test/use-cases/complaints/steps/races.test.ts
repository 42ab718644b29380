import { expect } from 'chai';
import { ConflictError } from '../../../../src/errors.ts';
import { JournalEvent } from '../../../../src/models/journal-event.ts';
import { Complaint } from '../../../../src/models/complaint.ts';
import { Feedback } from '../../../../src/models/feedback.ts';
import { GROUP } from '../../../../src/models/group-names.ts';
import { Remark } from '../../../../src/models/remark.ts';
import { StatusChange } from '../../../../src/models/status-change.ts';
import { Status } from '../../../../src/models/status.ts';
import { operator, type Person } from '../../../../src/policies/actor.ts';
import { assignComplaint } from '../../../../src/use-cases/complaints/steps/assign-complaint.ts';
import { changeUrgency } from '../../../../src/use-cases/complaints/steps/change-urgency.ts';
import { claimComplaint } from '../../../../src/use-cases/complaints/steps/claim-complaint.ts';
import { closeUnanswered } from '../../../../src/use-cases/complaints/steps/close-unanswered.ts';
import { confirmComplaint } from '../../../../src/use-cases/complaints/steps/confirm-complaint.ts';
import { editComplaint } from '../../../../src/use-cases/complaints/steps/edit-complaint.ts';
import { withdrawComplaint } from '../../../../src/use-cases/complaints/steps/withdraw-complaint.ts';
import { reopenComplaint } from '../../../../src/use-cases/complaints/steps/reopen-complaint.ts';
import { resolveComplaint } from '../../../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { updateUser } from '../../../../src/use-cases/people/update-user.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildActor, buildCast, type Cast } from '../../../factories/people.ts';
import { countSteps } from '../../../support/journal.ts';

const remark = 'Some words.';

/** Runs all at once; returns how many were done and what the others read. */
async function allAtOnce(work: Promise<unknown>[]): Promise<{ done: number; told: string[] }> {
  const told: string[] = [];
  for (const result of await Promise.allSettled(work)) {
    if (result.status === 'fulfilled') continue;
    expect(result.reason, String(result.reason)).to.be.instanceOf(ConflictError);
    told.push((result.reason as ConflictError).message);
  }
  return { done: work.length - told.length, told };
}

describe('races', () => {
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  async function engineers(count: number): Promise<Person[]> {
    const people: Person[] = [];
    for (let i = 0; i < count; i += 1) {
      people.push(await buildActor({ firstName: 'Eng', lastName: `No${i}`, groups: [GROUP.engineer] }));
    }
    return people;
  }

  it('of ten engineers who claim at once one has it and nine read who', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const people = await engineers(10);
    const { done, told } = await allAtOnce(people.map((person) => claimComplaint(person, { id })));
    expect(done).to.equal(1);
    const { assigneeId } = await Complaint.findByPk(id, { rejectOnEmpty: true });
    const winner = people.find((person) => person.id === assigneeId);
    for (const text of told)
      expect(text).to.equal(`${winner?.name} has this complaint already. It is Assigned now.`);
    expect(await StatusChange.count({ where: { complaintId: id } })).to.equal(2);
    expect(await countSteps(id)).to.equal(1);
  });

  it('of ten who claim from an open form nine read who took it, too', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const people = await engineers(10);
    const claims = people.map((person) => claimComplaint(person, { id, version: 0 }));
    const { done, told } = await allAtOnce(claims);
    expect(done).to.equal(1);
    for (const text of told) expect(text).to.match(/Eng No\d claimed it a moment ago/);
  });

  it('of 20 who edit the same version one is done and 19 are told who was', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const edits = Array.from({ length: 20 }, (_, i) =>
      editComplaint(i % 2 === 0 ? cast.asha : cast.amir, { id, version: 0, title: `Title ${i}` }),
    );
    const { done, told } = await allAtOnce(edits);
    expect(done).to.equal(1);
    for (const text of told)
      expect(text).to.match(
        /(Asha Admin|Amir Amc|you) changed the title from “The printer eats paper” to “Title \d+” a moment ago/,
      );
    expect(await countSteps(id)).to.equal(1);
    expect((await Complaint.findByPk(id, { rejectOnEmpty: true })).version).to.equal(1);
  });

  it('20 edits without a version are done one after the other, none is lost', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const edits = Array.from({ length: 20 }, (_, i) => editComplaint(cast.amir, { id, title: `Title ${i}` }));
    expect((await allAtOnce(edits)).done).to.equal(20);
    expect((await Complaint.findByPk(id, { rejectOnEmpty: true })).version).to.equal(20);
  });

  it('five resolutions at once are one', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    const { done, told } = await allAtOnce(
      Array.from({ length: 5 }, () => resolveComplaint(cast.elena, { id, remark })),
    );
    expect(done).to.equal(1);
    expect(new Set(told)).to.deep.equal(new Set(['This complaint is Resolved now and cannot be resolved.']));
    expect(await StatusChange.count({ where: { complaintId: id } })).to.equal(2);
    expect(await Remark.count({ where: { complaintId: id } })).to.equal(1);
  });

  it('confirming and reopening at once: one of them', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'resolved' });
    const { done } = await allAtOnce([
      confirmComplaint(cast.rosa, { id, rating: 5, version: 0 }),
      reopenComplaint(cast.rosa, { id, remark, version: 0 }, 7),
      confirmComplaint(cast.rosa, { id, rating: 1, version: 0 }),
    ]);
    expect(done).to.equal(1);
    expect(await Feedback.count()).to.be.at.most(1);
    expect(await StatusChange.count({ where: { complaintId: id } })).to.equal(2);
  });

  it('withdrawing and resolving at once: one of them, however often the withdrawal is sent', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    await allAtOnce([
      ...[1, 2, 3].map(() => withdrawComplaint(cast.rosa, { id, version: 0 })),
      ...[1, 2, 3].map(() => resolveComplaint(cast.elena, { id, remark, version: 0 })),
    ]);
    const complaint = await Complaint.findByPk(id, { rejectOnEmpty: true, include: 'status' });
    expect(complaint.version).to.equal(1);
    expect(await StatusChange.count({ where: { complaintId: id } })).to.equal(2);
    const isWithdrawn = complaint.status?.code === 'closed';
    expect([complaint.closedAt === null, complaint.resolvedAt === null]).to.deep.equal([
      !isWithdrawn,
      isWithdrawn,
    ]);
  });

  it('resolving and reopening at once end in one of the two states, with the history of what was done', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'resolved' });
    const work = Array.from({ length: 4 }, () => [
      reopenComplaint(cast.rosa, { id, remark }, 7),
      resolveComplaint(cast.elena, { id, remark }),
    ]).flat();
    const { done } = await allAtOnce(work);
    const complaint = await Complaint.findByPk(id, { rejectOnEmpty: true, include: 'status' });
    expect(complaint.version).to.equal(done);
    expect(await StatusChange.count({ where: { complaintId: id } })).to.equal(1 + done);
    expect(complaint.status?.code).to.equal(done % 2 === 0 ? 'resolved' : 'in_progress');
    expect(complaint.resolvedAt === null).to.equal(complaint.status?.code === 'in_progress');
  });

  it('closing the unanswered twice at once closes each once', async () => {
    const ago = new Date(Date.now() - 8 * 86_400_000);
    for (let i = 0; i < 5; i += 1) await buildComplaint({ status: 'resolved', resolvedAt: ago });
    const [first, second] = await Promise.all([closeUnanswered(operator, 7), closeUnanswered(operator, 7)]);
    expect(first + second).to.equal(5);
    expect(await countSteps()).to.equal(5);
  });

  it('nobody is left with work whom an admin deactivates while an AMC admin assigns to them', async () => {
    const complaints = [];
    for (let i = 0; i < 6; i += 1) complaints.push(await buildComplaint({ reporter: cast.rosa }));
    const assign = ({ id }: { id: number }) => assignComplaint(cast.amir, { id, assigneeId: cast.emil.id });
    await Promise.allSettled([
      ...complaints.slice(0, 3).map(assign),
      updateUser(cast.asha, cast.emil.id, { isActive: false }),
      ...complaints.slice(3).map(assign),
    ]);
    expect(await Complaint.count({ where: { assigneeId: cast.emil.id } })).to.equal(0);
    const open = await Status.findOne({ where: { code: 'open' }, rejectOnEmpty: true });
    expect(await Complaint.count({ where: { statusId: open.id } })).to.equal(6);
  });
});

describe('a form that is older than the complaint', () => {
  it('is told who changed what, and nothing is overwritten', async () => {
    const { asha, amir, rosa } = await buildCast();
    const { id } = await buildComplaint({ reporter: rosa, title: 'As filed' });
    await changeUrgency(asha, { id, version: 0, urgency: 'critical' });
    const error = await editComplaint(amir, { id, version: 0, title: 'Better' }).catch((e: Error) => e);
    expect(error).to.be.instanceOf(ConflictError);
    expect((error as Error).message).to.equal(
      'This complaint has changed since you opened it: Asha Admin changed the urgency from medium to critical a moment ago. ' +
        'Nothing of yours was saved; look at it anew, then repeat your step.',
    );
    const complaint = await Complaint.findByPk(id, { rejectOnEmpty: true });
    expect(complaint).to.include({ title: 'As filed', urgency: 'critical' });
    await editComplaint(amir, { id, version: 1, title: 'Better' });
    expect((await complaint.reload()).title).to.equal('Better');
  });

  it('tells when it was, and says you of oneself', async () => {
    const { amir, rosa } = await buildCast();
    const { id } = await buildComplaint({ reporter: rosa });
    await editComplaint(amir, { id, title: 'One', location: 'Two', urgency: 'low' });
    for (const [minutes, text] of [
      [1, '1 minute ago'],
      [59, '59 minutes ago'],
      [120, '2 hours ago'],
      [1441, '1 day ago'],
    ] as const) {
      await JournalEvent.update({ createdAt: new Date(Date.now() - minutes * 60_000 - 500) }, { where: {} });
      const error = await editComplaint(amir, { id, version: 0, title: 'Three' }).catch((e: Error) => e);
      expect((error as Error).message).to.include(
        `you changed the title from “The printer eats paper” to “One”, the urgency from medium to low and the location from nothing to “Two” ${text}.`,
      );
    }
  });
});
