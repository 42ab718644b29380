import { expect } from 'chai';
import { HOUR_MS } from '../../../../src/durations.ts';
import { ConflictError, ForbiddenError, InvalidInputError } from '../../../../src/errors.ts';
import { ComplaintType } from '../../../../src/models/complaint-type.ts';
import { Complaint } from '../../../../src/models/complaint.ts';
import { Feedback } from '../../../../src/models/feedback.ts';
import { Remark } from '../../../../src/models/remark.ts';
import { StatusChange } from '../../../../src/models/status-change.ts';
import { Status } from '../../../../src/models/status.ts';
import { operator } from '../../../../src/policies/actor.ts';
import { addRemark } from '../../../../src/use-cases/complaints/steps/add-remark.ts';
import { assignComplaint } from '../../../../src/use-cases/complaints/steps/assign-complaint.ts';
import { claimComplaint } from '../../../../src/use-cases/complaints/steps/claim-complaint.ts';
import { closeUnanswered } from '../../../../src/use-cases/complaints/steps/close-unanswered.ts';
import { confirmComplaint } from '../../../../src/use-cases/complaints/steps/confirm-complaint.ts';
import { editComplaint } from '../../../../src/use-cases/complaints/steps/edit-complaint.ts';
import { inWords } from '../../../../src/use-cases/complaints/conversation/tell-event.ts';
import { getConversation } from '../../../../src/use-cases/complaints/conversation/get-conversation.ts';
import { refuseTooMany } from '../../../../src/use-cases/complaints/filing-limit.ts';
import { postComplaint } from '../../../../src/use-cases/complaints/post-complaint.ts';
import { reopenComplaint } from '../../../../src/use-cases/complaints/steps/reopen-complaint.ts';
import { resolveComplaint } from '../../../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { startComplaint } from '../../../../src/use-cases/complaints/steps/start-complaint.ts';
import { setActive } from '../../../../src/use-cases/people/set-active.ts';
import { deleteUsers } from '../../../../src/use-cases/people/delete-users.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildActor, buildCast, type Cast } from '../../../factories/people.ts';
import { refusal } from '../../../support/refusal.ts';
import { countSteps, happenedTo, journal } from '../../../support/journal.ts';
import type { ComplaintEventName } from '../../../../src/journal/events.ts';

const DAY = 86_400_000;
const remark = 'Some words.';
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY);

async function stored(id: number) {
  const row = await Complaint.findByPk(id, { rejectOnEmpty: true, include: ['status'] });
  return { ...row.get({ plain: true }), code: row.status?.code };
}

describe('a complaint from claim to rating', () => {
  let cast: Cast;
  let id: number;
  beforeEach(async () => {
    cast = await buildCast();
    ({ id } = await buildComplaint({ reporter: cast.rosa }));
  });

  async function resolved(): Promise<void> {
    await claimComplaint(cast.elena, { id });
    await startComplaint(cast.elena, { id });
    await resolveComplaint(cast.elena, { id, remark });
  }

  it('confirmation is reachable after resolving, and closes with the rating', async () => {
    await resolved();
    expect((await stored(id)).code).to.equal('resolved');
    expect((await stored(id)).closedAt).to.equal(null);
    await confirmComplaint(cast.rosa, { id, rating: 5, comment: '  Thank you.  ' });
    const complaint = await stored(id);
    expect(complaint.code).to.equal('closed');
    expect(complaint.closedAt).to.be.instanceOf(Date);
    const [feedback, ...more] = await Feedback.findAll();
    expect(more).to.deep.equal([]);
    expect(feedback).to.include({ complaintId: id, rating: 5, comment: 'Thank you.' });
  });

  it('a second resolve works, and each resolution has its own rating', async () => {
    await resolved();
    await confirmComplaint(cast.rosa, { id, rating: 1 });
    await reopenComplaint(cast.rosa, { id, remark: 'Broken again.' }, 7);
    expect(await stored(id)).to.include({
      code: 'in_progress',
      assigneeId: cast.elena.id,
      reopenCount: 1,
      resolvedAt: null,
      closedAt: null,
    });
    await resolveComplaint(cast.elena, { id, remark });
    await confirmComplaint(cast.rosa, { id, rating: 4 });
    expect((await stored(id)).code).to.equal('closed');
    const ratings = await Feedback.findAll({ order: ['id'] });
    expect(ratings.map(({ rating }) => rating)).to.deep.equal([1, 4]);
    expect(new Set(ratings.map(({ statusChangeId }) => statusChangeId)).size).to.equal(2);
  });

  it('history has one row for each step, credited to whoever took it', async () => {
    await resolved();
    await confirmComplaint(cast.rosa, { id, rating: 4 });
    const rows = await StatusChange.findAll({ where: { complaintId: id }, order: ['id'] });
    const names = new Map((await Status.findAll()).map((status) => [status.id, status.code]));
    expect(
      rows.map((row) => [names.get(row.fromStatusId ?? 0), names.get(row.toStatusId), row.changedById]),
    ).to.deep.equal([
      [undefined, 'open', cast.rosa.id],
      ['open', 'assigned', cast.elena.id],
      ['assigned', 'in_progress', cast.elena.id],
      ['in_progress', 'resolved', cast.elena.id],
      ['resolved', 'closed', cast.rosa.id],
    ]);
    const events = await journal({ complaintId: id });
    expect(events.map(({ name, details }) => inWords(name as ComplaintEventName, details))).to.deep.equal([
      'filed this complaint',
      'claimed it',
      'started work on it',
      'resolved it',
      'confirmed the solution',
    ]);
    expect(rows.map(({ eventId }) => eventId)).to.deep.equal(events.map((event) => event.id));
  });

  it('can be reopened on the seventh day after closing, but not on the eighth', async () => {
    await resolved();
    await confirmComplaint(cast.rosa, { id, rating: 2 });
    const before = await stored(id);
    const error = await refusal(reopenComplaint(cast.rosa, { id, remark }, 7, daysFromNow(7.01)));
    expect(error).to.be.instanceOf(ConflictError);
    expect(error.message).to.equal(
      'This complaint was closed more than 7 days ago. Please file a new one that refers to it.',
    );
    expect(await stored(id)).to.deep.equal(before);
    await reopenComplaint(cast.rosa, { id, remark }, 7, daysFromNow(6.99));
    expect((await stored(id)).code).to.equal('in_progress');
  });

  it('can be reopened at any time while it is resolved, but never once it is rejected', async () => {
    await resolved();
    await reopenComplaint(cast.rosa, { id, remark }, 0, daysFromNow(100));
    expect((await stored(id)).code).to.equal('in_progress');
    const rejected = await buildComplaint({ reporter: cast.rosa, status: 'rejected' });
    const error = await refusal(reopenComplaint(cast.rosa, { id: rejected.id, remark }, 7));
    expect(error.message).to.equal('This complaint is Rejected now and cannot be reopened.');
  });

  it('goes back to all engineers when it is reopened after its engineer left', async () => {
    await resolved();
    await setActive(cast.asha, [cast.elena.id], false);
    expect((await stored(id)).assigneeId, 'a solved complaint keeps its engineer').to.equal(cast.elena.id);
    await reopenComplaint(cast.rosa, { id, remark }, 7);
    expect((await stored(id)).assigneeId).to.equal(null);
    await claimComplaint(cast.emil, { id });
    expect(await stored(id)).to.include({ assigneeId: cast.emil.id, code: 'in_progress' });
  });

  it('leaves one event of each step, and none of what was refused', async () => {
    await resolved();
    await refusal(claimComplaint(cast.emil, { id }));
    await refusal(startComplaint(cast.emil, { id }));
    await addRemark(cast.rosa, { id, remark });
    await confirmComplaint(cast.rosa, { id, rating: 3 });
    expect(await happenedTo(id)).to.deep.equal([
      ['complaint.claimed', cast.elena.id],
      ['complaint.started', cast.elena.id],
      ['complaint.resolved', cast.elena.id],
      ['complaint.remarked', cast.rosa.id],
      ['complaint.confirmed', cast.rosa.id],
    ]);
    const [resolution] = await journal({ name: 'complaint.resolved' });
    expect(await Remark.count({ where: { eventId: resolution?.id ?? 0 } })).to.equal(1);
    const [confirmation] = await journal({ name: 'complaint.confirmed' });
    expect(await Feedback.count({ where: { eventId: confirmation?.id ?? 0, rating: 3 } })).to.equal(1);
  });
});

describe('whom work is given to', () => {
  it('is an active engineer or AMC admin, else a message at the field', async () => {
    const { asha, amir, elena, rosa, emil } = await buildCast();
    const { id } = await buildComplaint({ reporter: rosa });
    await setActive(asha, [emil.id], false);
    for (const wrong of [asha.id, rosa.id, emil.id, 999_999, 'x' as unknown as number, 0]) {
      const error = await refusal(assignComplaint(amir, { id, assigneeId: wrong }));
      expect(error).to.be.instanceOf(InvalidInputError);
      expect(Object.keys(error.fields)).to.deep.equal(['assigneeId']);
    }
    expect((await stored(id)).assigneeId).to.equal(null);
    await assignComplaint(amir, { id, assigneeId: amir.id });
    await assignComplaint(amir, { id, assigneeId: elena.id });
    const error = await refusal(assignComplaint(amir, { id, assigneeId: elena.id }));
    expect(error.message).to.equal('This complaint is assigned to Elena Engineer already.');
    expect((await stored(id)).version).to.equal(2);
  });

  it("a leaver's open work is unassigned by whoever deactivates them, their history stays", async () => {
    const { asha, elena, rosa } = await buildCast();
    const codes = ['assigned', 'in_progress', 'waiting', 'resolved', 'closed'] as const;
    const ids: number[] = [];
    for (const status of codes) {
      ids.push((await buildComplaint({ reporter: rosa, assignee: elena, status })).id);
    }
    await addRemark(elena, { id: ids[0] ?? 0, remark });
    await setActive(asha, [elena.id], false);
    const unassigned = await journal({ name: 'complaint.unassigned' });
    expect(unassigned.map(({ complaintId, actorId }) => [complaintId, actorId])).to.deep.equal(
      ids.slice(0, 3).map((id) => [id, asha.id]),
    );
    for (const id of ids.slice(0, 3)) {
      expect(await stored(id)).to.include({ assigneeId: null, code: 'open' });
      const change = await StatusChange.findOne({ where: { complaintId: id }, order: [['id', 'DESC']] });
      expect(change).to.include({ changedById: asha.id, note: 'No longer assigned to Elena Engineer' });
    }
    expect((await stored(ids[3] ?? 0)).assigneeId).to.equal(elena.id);
    expect((await stored(ids[4] ?? 0)).assigneeId).to.equal(elena.id);
    expect(await Remark.count({ where: { authorId: elena.id } })).to.equal(1);
  });

  it('deleting an engineer with history is refused and deletes nothing', async () => {
    const { asha, amir, elena, rosa } = await buildCast();
    const { id } = await buildComplaint({ reporter: rosa });
    await claimComplaint(elena, { id });
    await assignComplaint(amir, { id, assigneeId: amir.id });
    const before = [await StatusChange.count(), await Remark.count(), await countSteps()];
    expect(await refusal(deleteUsers(asha, [elena.id]))).to.be.instanceOf(ConflictError);
    expect([await StatusChange.count(), await Remark.count(), await countSteps()]).to.deep.equal(before);
  });
});

describe('editing a complaint', () => {
  it('keeps status, assignee and times, which no form may set', async () => {
    const { amir, elena, rosa } = await buildCast();
    const { id } = await buildComplaint({ reporter: rosa, assignee: elena, status: 'in_progress' });
    for (const field of ['statusId', 'assigneeId', 'resolvedAt', 'closedAt', 'reporterId', 'reopenCount']) {
      const error = await refusal(editComplaint(amir, { id, [field]: 1 }));
      expect(error, field).to.be.instanceOf(InvalidInputError);
    }
    const before = await stored(id);
    await editComplaint(amir, { id, description: 'Other words' });
    const after = await stored(id);
    expect(after.assigneeId).to.equal(elena.id);
    expect(after).to.deep.include({ statusId: before.statusId, resolvedAt: null, title: before.title });
  });

  it('refuses bad values at their fields and writes nothing', async () => {
    const { amir } = await buildCast();
    const { id } = await buildComplaint();
    const outOfUse = await ComplaintType.create({ name: 'Fax', isActive: false });
    const cases = [
      [{ title: '  ' }, 'title'],
      [{ title: 'x'.repeat(256) }, 'title'],
      [{ description: '' }, 'description'],
      [{ typeId: 999_999 }, 'typeId'],
      [{ typeId: outOfUse.id }, 'typeId'],
      [{ typeId: 'x' }, 'typeId'],
      [{ urgency: 'urgent' }, 'urgency'],
      [{ location: 'x'.repeat(256) }, 'location'],
      [{ contactNumber: '1'.repeat(21) }, 'contactNumber'],
    ] as const;
    const before = await stored(id);
    for (const [change, field] of cases) {
      const error = await refusal(editComplaint(amir, { id, location: 'Lab', ...change }));
      expect(Object.keys(error.fields), field).to.deep.equal([field]);
    }
    expect(await stored(id)).to.deep.equal(before);
  });

  it('without any change makes no new version', async () => {
    const { amir } = await buildCast();
    const { id } = await buildComplaint({ title: 'Same' });
    await editComplaint(amir, { id, version: 0, title: ' Same ' });
    expect((await stored(id)).version).to.equal(0);
    expect(await countSteps()).to.equal(0);
  });
});

describe('closing the unanswered', () => {
  it('says one day of one day, everywhere', async () => {
    const reporter = await buildActor();
    const { id } = await buildComplaint({ reporter, status: 'resolved', resolvedAt: daysFromNow(-1.01) });
    await closeUnanswered(operator, 1);
    const change = await StatusChange.findOne({ where: { complaintId: id }, order: [['id', 'DESC']] });
    expect(change?.note).to.equal('Nobody answered for 1 day');
    const [event] = await journal({ name: 'complaint.closed' });
    expect(inWords('complaint.closed', event?.details ?? {})).to.equal(
      'closed it after 1 day without an answer',
    );
    const error = await refusal(reopenComplaint(reporter, { id, remark }, 1, daysFromNow(2)));
    expect(error.message).to.contain('closed more than 1 day ago');
    const full = () => refuseTooMany(1, new Date(Date.now() - HOUR_MS + 30_000));
    expect(full)
      .to.throw('You filed 1 complaint within an hour')
      .with.property('message')
      .contain('in 1 minute.');
  });

  it('closes what was resolved for as many days, as the system', async () => {
    const reporter = await buildActor();
    const due = await buildComplaint({ reporter, status: 'resolved', resolvedAt: daysFromNow(-7.01) });
    const recent = await buildComplaint({ reporter, status: 'resolved', resolvedAt: daysFromNow(-6.99) });
    const open = await buildComplaint({ reporter, status: 'in_progress' });
    expect(await closeUnanswered(operator, 7)).to.equal(1);
    expect((await stored(due.id)).code).to.equal('closed');
    expect((await stored(recent.id)).code).to.equal('resolved');
    expect((await stored(open.id)).code).to.equal('in_progress');
    const change = await StatusChange.findOne({ where: { complaintId: due.id }, order: [['id', 'DESC']] });
    expect(change).to.include({ changedById: null, note: 'Nobody answered for 7 days' });
    expect(await closeUnanswered(operator, 7)).to.equal(0);
    expect(await closeUnanswered(operator, 7, daysFromNow(1))).to.equal(1);
  });

  it('spares what was resolved anew while it was at work', async () => {
    const complaints = [];
    for (let i = 0; i < 5; i += 1) {
      complaints.push(await buildComplaint({ status: 'resolved', resolvedAt: daysFromNow(-8) }));
    }
    const last = complaints.at(-1)?.id ?? 0;
    // Reopened and resolved anew as soon as the first of them is closed.
    StatusChange.addHook('afterCreate', 'anew', () => {
      StatusChange.removeHook('afterCreate', 'anew');
      return Complaint.update({ resolvedAt: new Date() }, { where: { id: last } }).then(() => undefined);
    });
    expect(await closeUnanswered(operator, 7)).to.equal(4);
    expect((await stored(last)).code).to.equal('resolved');
  });

  it('is for the system alone', async () => {
    const { asha } = await buildCast();
    expect(await refusal(closeUnanswered(asha, 7))).to.be.instanceOf(ForbiddenError);
  });
});

describe('filing a complaint that continues another', () => {
  const form = async (followUpOfId: number | string) => {
    const { id } = await ComplaintType.findOne({ where: { name: 'Email' }, rejectOnEmpty: true });
    return { title: 'Again', description: 'It came back.', typeId: String(id), followUpOfId };
  };

  it('links the two, and both are found from each other', async () => {
    const { rosa } = await buildCast();
    const closed = await buildComplaint({ reporter: rosa, status: 'closed', closedAt: daysFromNow(-8) });
    const next = await postComplaint(rosa, await form(closed.id));
    expect(next.followUpOfId).to.equal(closed.id);
    const later = await getConversation(rosa, next.id, { reopenDays: 7 });
    const earlier = await getConversation(rosa, closed.id, { reopenDays: 7 });
    expect(later.complaint.followUpOfId).to.equal(closed.id);
    expect(earlier.complaint.followUpIds).to.deep.equal([next.id]);
    expect((await stored(closed.id)).code).to.equal('closed');
    const unlinked = await postComplaint(rosa, await form(''));
    expect(unlinked.followUpOfId).to.equal(null);
  });

  it('is refused for what is open, another person’s or not there, and files nothing', async () => {
    const { rosa, sam } = await buildCast();
    const open = await buildComplaint({ reporter: rosa, status: 'resolved' });
    const foreign = await buildComplaint({ reporter: sam, status: 'closed' });
    const texts = [];
    for (const id of [open.id, foreign.id, 999_999]) {
      texts.push((await refusal(postComplaint(rosa, await form(id)))).fields.followUpOfId);
    }
    expect(texts).to.deep.equal([
      'That complaint is not closed. Please reply to it instead.',
      'There is no such complaint of yours.',
      'There is no such complaint of yours.',
    ]);
    expect(await Complaint.count()).to.equal(2);
  });
});
