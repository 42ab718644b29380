import { expect } from 'chai';
import { Op } from 'sequelize';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../../../../src/errors.ts';
import { Complaint } from '../../../../src/models/complaint.ts';
import { ComplaintLink } from '../../../../src/models/complaint-link.ts';
import { JournalEvent } from '../../../../src/models/journal-event.ts';
import { Remark } from '../../../../src/models/remark.ts';
import { Watcher } from '../../../../src/models/watcher.ts';
import type { Person } from '../../../../src/policies/actor.ts';
import { getConversation } from '../../../../src/use-cases/complaints/conversation/get-conversation.ts';
import { alikeComplaints } from '../../../../src/use-cases/complaints/related/alike-complaints.ts';
import { listFollowed } from '../../../../src/use-cases/complaints/related/list-followed.ts';
import { requireComplaint } from '../../../../src/use-cases/complaints/require-complaint.ts';
import { addNote } from '../../../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../../../src/use-cases/complaints/steps/add-remark.ts';
import {
  addFollower,
  followComplaint,
  removeFollower,
  unfollowComplaint,
} from '../../../../src/use-cases/complaints/steps/follow-complaint.ts';
import {
  linkComplaints,
  unlinkComplaints,
} from '../../../../src/use-cases/complaints/steps/link-complaints.ts';
import { mergeComplaint } from '../../../../src/use-cases/complaints/steps/merge-complaint.ts';
import { reopenComplaint } from '../../../../src/use-cases/complaints/steps/reopen-complaint.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast, type Cast } from '../../../factories/people.ts';
import { refusal } from '../../../support/refusal.ts';

const TERMS = { reopenDays: 7 };

describe('complaints that have to do with each other', () => {
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  const events = async (complaintId: number) =>
    (await JournalEvent.findAll({ where: { complaintId }, order: [['id', 'ASC']] })).map(({ name }) => name);
  const mayRead = (person: Person, id: number) =>
    requireComplaint(person, id).then(
      () => true,
      () => false,
    );
  const fieldsOf = async (work: Promise<unknown>) => {
    const error = await refusal(work);
    if (!(error instanceof InvalidInputError)) throw error;
    return error.fields;
  };

  describe('merging', () => {
    it('closes the one, and its reporter and followers follow the other, where their answers go', async () => {
      const target = await buildComplaint({ reporter: cast.rosa });
      const { id } = await buildComplaint({ reporter: cast.sam });
      await followComplaint(cast.emil, { id });
      await mergeComplaint(cast.amir, { id, intoId: `#${target.id}`, version: 0 });
      const merged = await Complaint.findByPk(id, { include: ['status'], rejectOnEmpty: true });
      expect(merged.status?.code).to.equal('closed');
      expect(merged.mergedIntoId).to.equal(target.id);
      expect(merged.closedAt).to.be.instanceOf(Date);
      expect(await events(id)).to.deep.equal(['complaint.filed', 'complaint.followed', 'complaint.merged']);
      expect(await events(target.id)).to.deep.equal(['complaint.filed', 'complaint.absorbed']);
      const followers = await Watcher.findAll({ where: { complaintId: target.id }, raw: true });
      expect(followers.map(({ userId }) => userId)).to.have.members([cast.sam.id, cast.emil.id]);

      const answered = await addRemark(cast.sam, { id, remark: 'It is still so.' });
      expect(answered.id).to.equal(target.id);
      const [said] = await Remark.findAll({ where: { authorId: cast.sam.id } });
      expect(said?.complaintId).to.equal(target.id);
      // Staff who write to the merged one write there.
      expect((await addRemark(cast.amir, { id, remark: 'See the other.' })).id).to.equal(id);
      const { complaint } = await getConversation(cast.sam, target.id, TERMS);
      expect(complaint.followers.map((one) => one.id)).to.include(cast.sam.id);
      expect((await getConversation(cast.amir, target.id, TERMS)).complaint.mergedIds).to.deep.equal([id]);
      // Whoever sees their own alone is not told the numbers of others'.
      expect((await getConversation(cast.rosa, target.id, TERMS)).complaint.mergedIds).to.deep.equal([]);
    });

    it('is refused into itself, into what is closed or merged, and into what is not there', async () => {
      const { id } = await buildComplaint({ reporter: cast.sam });
      const [closed, other, last] = [
        await buildComplaint({ reporter: cast.rosa, status: 'closed' }),
        await buildComplaint({ reporter: cast.rosa }),
        await buildComplaint({ reporter: cast.rosa }),
      ];
      await mergeComplaint(cast.amir, { id: other.id, intoId: last.id });
      const into = (intoId: unknown) => fieldsOf(mergeComplaint(cast.amir, { id, intoId }));
      expect(await into(id)).to.deep.equal({ intoId: 'A complaint cannot be merged into itself.' });
      expect(await into(closed.id)).to.deep.equal({
        intoId: `#${closed.id} is Closed. Choose one that is open.`,
      });
      expect(await into(other.id)).to.deep.equal({
        intoId: `#${other.id} was merged into #${last.id}. Choose that one.`,
      });
      expect(await into(999_999)).to.deep.equal({ intoId: 'There is no complaint #999999.' });
      for (const wrong of ['', 'x', '0', '1.5', [last.id], null])
        expect(await into(wrong), String(wrong)).to.have.property('intoId');
      expect(await events(id)).to.deep.equal(['complaint.filed']);
      expect(await refusal(mergeComplaint(cast.elena, { id, intoId: last.id }))).to.be.instanceOf(
        ForbiddenError,
      );
      expect(await refusal(mergeComplaint(cast.rosa, { id, intoId: last.id }))).to.be.instanceOf(
        NotFoundError,
      );
      expect(await refusal(mergeComplaint(cast.amir, { id: closed.id, intoId: last.id }))).to.be.instanceOf(
        ConflictError,
      );
    });

    it('of two complaints into each other at once happens once', async () => {
      for (let round = 0; round < 5; round += 1) {
        const a = await buildComplaint({ reporter: cast.sam });
        const b = await buildComplaint({ reporter: cast.rosa });
        const results = await Promise.allSettled([
          mergeComplaint(cast.amir, { id: a.id, intoId: b.id }),
          mergeComplaint(cast.asha, { id: b.id, intoId: a.id }),
        ]);
        const done = results.filter(({ status }) => status === 'fulfilled');
        expect(done, JSON.stringify(results)).to.have.length(1);
        const ids = { id: [a.id, b.id], mergedIntoId: { [Op.ne]: null } };
        expect(await Complaint.count({ where: ids })).to.equal(1);
      }
    });

    it('goes on along a row of merged ones, as long as the reporter follows the last', async () => {
      const [first, second, third] = [
        await buildComplaint({ reporter: cast.sam }),
        await buildComplaint({ reporter: cast.rosa }),
        await buildComplaint({ reporter: cast.elena }),
      ];
      await mergeComplaint(cast.amir, { id: first.id, intoId: second.id });
      await mergeComplaint(cast.amir, { id: second.id, intoId: third.id });
      expect((await addRemark(cast.sam, { id: first.id, remark: 'One' })).id).to.equal(third.id);
      await unfollowComplaint(cast.sam, { id: third.id });
      expect((await addRemark(cast.sam, { id: first.id, remark: 'Two' })).id).to.equal(first.id);
      expect(await mayRead(cast.sam, third.id)).to.equal(false);
    });

    it('leaves nothing to reopen or to continue', async () => {
      const target = await buildComplaint({ reporter: cast.rosa });
      const { id } = await buildComplaint({ reporter: cast.sam });
      await mergeComplaint(cast.amir, { id, intoId: target.id });
      const { steps } = await getConversation(cast.sam, id, TERMS);
      expect(steps).to.include('remark').and.not.include.members(['reopen', 'followUp']);
      expect(await refusal(reopenComplaint(cast.sam, { id, remark: 'Again.' }, 7))).to.be.instanceOf(
        ConflictError,
      );
    });
  });

  describe('following', () => {
    it('shows a colleague what the reporter sees, no notes, and lets them reply', async () => {
      const { id } = await buildComplaint({ reporter: cast.rosa });
      await addNote(cast.amir, { id, remark: 'Between us.' });
      expect(await mayRead(cast.sam, id)).to.equal(false);
      await addFollower(cast.rosa, { id, person: cast.sam.username });
      expect(await mayRead(cast.sam, id)).to.equal(true);
      const { complaint, events: told, steps } = await getConversation(cast.sam, id, TERMS);
      expect(complaint.followers.map((one) => one.name)).to.deep.equal([cast.sam.name]);
      expect(told.map(({ what }) => what)).to.deep.equal([
        'filed this complaint',
        `added ${cast.sam.name}, who follows it now`,
      ]);
      expect(steps).to.deep.equal(['unfollow', 'remark']);
      await addRemark(cast.sam, { id, remark: 'Mine, too.' });
      expect((await listFollowed(cast.sam)).map((one) => one.id)).to.deep.equal([id]);
      // Twice is once.
      await addFollower(cast.rosa, { id, person: cast.sam.username });
      expect(await Watcher.count()).to.equal(1);
      await removeFollower(cast.rosa, { id, userId: cast.sam.id });
      expect(await mayRead(cast.sam, id)).to.equal(false);
      expect(await listFollowed(cast.sam)).to.deep.equal([]);
    });

    it('is for who may see it, and adding others for its reporter and those who work on it', async () => {
      const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'assigned' });
      await followComplaint(cast.emil, { id });
      await addFollower(cast.elena, { id, person: cast.sam.username });
      expect(await refusal(addFollower(cast.emil, { id, person: cast.asha.username }))).to.be.instanceOf(
        ForbiddenError,
      );
      expect(await refusal(addFollower(cast.sam, { id, person: cast.asha.username }))).to.be.instanceOf(
        ForbiddenError,
      );
      expect(await refusal(removeFollower(cast.sam, { id, userId: cast.emil.id }))).to.be.instanceOf(
        ForbiddenError,
      );
      await unfollowComplaint(cast.sam, { id });
      expect(await refusal(followComplaint(cast.sam, { id }))).to.be.instanceOf(NotFoundError);
      expect(await refusal(followComplaint(cast.rosa, { id }))).to.be.instanceOf(ForbiddenError);
      for (const person of ['', 'nobody-at-all', 'x'.repeat(300), cast.rosa.username])
        expect(await fieldsOf(addFollower(cast.elena, { id, person })), person).to.have.property('person');
    });

    it('by many at once is one each', async () => {
      const { id } = await buildComplaint({ reporter: cast.rosa });
      const people = [cast.sam, cast.emil, cast.elena];
      await Promise.all(
        [...people, ...people].map(({ username }) => addFollower(cast.rosa, { id, person: username })),
      );
      expect(await Watcher.count({ where: { complaintId: id } })).to.equal(3);
      expect((await events(id)).filter((name) => name === 'complaint.followed')).to.have.length(3);
    });
  });

  describe('linking', () => {
    it('is seen from both, by those who see both', async () => {
      const a = await buildComplaint({ reporter: cast.rosa, title: 'Lamp' });
      const b = await buildComplaint({ reporter: cast.sam, title: 'Fuse', status: 'closed' });
      await linkComplaints(cast.amir, { id: b.id, otherId: a.id });
      await linkComplaints(cast.amir, { id: a.id, otherId: b.id });
      expect(await ComplaintLink.count()).to.equal(1);
      const linked = async (person: Person, id: number) =>
        (await getConversation(person, id, TERMS)).complaint.links.map(({ id: other, title }) => [
          other,
          title,
        ]);
      expect(await linked(cast.amir, a.id)).to.deep.equal([[b.id, 'Fuse']]);
      expect(await linked(cast.elena, b.id)).to.deep.equal([[a.id, 'Lamp']]);
      expect(await linked(cast.rosa, a.id)).to.deep.equal([]);
      const toReporter = await getConversation(cast.rosa, a.id, { ...TERMS, withNotes: false });
      expect(toReporter.events.map(({ name }) => name)).to.deep.equal(['complaint.filed']);
      expect(await events(a.id)).to.deep.equal(['complaint.filed', 'complaint.linked']);
      await unlinkComplaints(cast.amir, { id: a.id, otherId: b.id });
      expect(await ComplaintLink.count()).to.equal(0);
      expect(await events(b.id)).to.deep.equal(['complaint.filed', 'complaint.linked', 'complaint.unlinked']);
    });

    it('is refused to itself, to what is not there, and to those who do not work on it', async () => {
      const a = await buildComplaint({ reporter: cast.rosa });
      const b = await buildComplaint({ reporter: cast.sam });
      expect(await fieldsOf(linkComplaints(cast.amir, { id: a.id, otherId: a.id }))).to.have.property(
        'otherId',
      );
      expect(await fieldsOf(linkComplaints(cast.amir, { id: a.id, otherId: 999_999 }))).to.have.property(
        'otherId',
      );
      for (const person of [cast.elena, cast.rosa])
        expect(await refusal(linkComplaints(person, { id: a.id, otherId: b.id }))).to.be.instanceOf(
          ForbiddenError,
        );
    });

    it('is suggested for what was filed in the same week in nearly the same words', async () => {
      const build = (title: string, daysAgo = 0) =>
        buildComplaint({
          reporter: cast.rosa,
          title,
          createdAt: new Date(Date.now() - daysAgo * 86_400_000),
        });
      const { id } = await build('Printer on floor two prints blank pages');
      const alike = await build('The printer prints blank pages', 3);
      const less = await build('Blank pages from printer near the door', 6);
      await build('The printer prints blank pages', 9);
      await build('Telephone is silent');
      expect((await alikeComplaints(cast.elena, id)).map((one) => one.id)).to.deep.equal([alike.id, less.id]);
      expect(await refusal(alikeComplaints(cast.rosa, id))).to.be.instanceOf(ForbiddenError);
    });
  });
});
