import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { GROUP } from '../../../src/models/group-names.ts';
import { Attachment } from '../../../src/models/attachment.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { Feedback } from '../../../src/models/feedback.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { Remark } from '../../../src/models/remark.ts';
import { SearchDocument } from '../../../src/models/search-document.ts';
import { StatusChange } from '../../../src/models/status-change.ts';
import { Status, STATUS_CODES, type StatusCode } from '../../../src/models/status.ts';
import { User } from '../../../src/models/user.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import { operator } from '../../../src/policies/actor.ts';
import { storage } from '../../../src/storage/storage.ts';
import { INTERNAL_EVENTS } from '../../../src/use-cases/complaints/conversation/tell-event.ts';
import { closeUnanswered } from '../../../src/use-cases/complaints/steps/close-unanswered.ts';
import { searchComplaints } from '../../../src/use-cases/complaints/search/search-complaints.ts';
import { DEMO_STORIES } from '../../../src/use-cases/demo/demo-stories.ts';
import { seedDemo } from '../../../src/use-cases/demo/seed-demo.ts';
import { fixUserProfiles } from '../../../src/use-cases/people/fix-user-profiles.ts';
import { buildActor, buildUser } from '../../factories/people.ts';
import { refusal } from '../../support/refusal.ts';

const DAY = 86_400_000;
const TABLES = [
  User,
  UserProfile,
  Complaint,
  Remark,
  StatusChange,
  JournalEvent,
  Attachment,
  Feedback,
  SearchDocument,
];

/** Everything that the demonstration could change. */
async function everything(): Promise<string> {
  const rows = [];
  for (const table of TABLES) rows.push(await (table as typeof User).unscoped().findAll({ raw: true }));
  return JSON.stringify(rows);
}

/** A complaint with all that was said and done. */
async function histories() {
  const statuses = await Status.findAll();
  const codes = new Map(statuses.map(({ id, code }) => [id, code as StatusCode]));
  const complaints = await Complaint.findAll({ order: [['id', 'ASC']] });
  const all = { order: [['id', 'ASC']] as [string, string][] };
  const changes = await StatusChange.findAll(all);
  const events = await JournalEvent.findAll(all);
  const remarks = await Remark.findAll(all);
  const feedback = await Feedback.findAll(all);
  const files = await Attachment.findAll(all);
  return complaints.map((complaint) => {
    const own = <Row extends { complaintId: number }>(rows: readonly Row[]) =>
      rows.filter(({ complaintId }) => complaintId === complaint.id);
    return {
      complaint,
      code: codes.get(complaint.statusId),
      changes: own(changes).map(({ id, eventId, fromStatusId, toStatusId, createdAt }) => ({
        id,
        eventId,
        createdAt,
        from: fromStatusId === null ? null : codes.get(fromStatusId),
        to: codes.get(toStatusId),
      })),
      events: events.filter(({ complaintId }) => complaintId === complaint.id),
      remarks: own(remarks),
      feedback: own(feedback),
      files: own(files),
    };
  });
}

type History = Awaited<ReturnType<typeof histories>>[number];

const time = (row: { createdAt: Date } | undefined) => row?.createdAt.getTime() ?? 0;

/** The row of the complaint says what its history says. */
function expectConsistent({ complaint, code, changes, events, remarks, feedback, files }: History): void {
  const { title, createdAt, lastActivityAt, resolvedAt, closedAt, version, reopenCount } = complaint;
  const times = [...changes, ...events, ...remarks, ...feedback, ...files].map(time);
  expect(Math.min(...times), title).to.equal(createdAt.getTime());
  // Of a note nobody else is to learn that it was written.
  const internal = new Set(events.filter(({ name }) => INTERNAL_EVENTS.has(name)).map(({ id }) => id));
  const told = [...changes, ...remarks, ...feedback, ...files].filter(
    ({ eventId }) => !internal.has(eventId),
  );
  const open = events.filter(({ id }) => !internal.has(id));
  expect(Math.max(...[...told, ...open].map(time)), title).to.equal(lastActivityAt.getTime());
  for (const rows of [changes, events, remarks])
    expect(rows.map(time), title).to.deep.equal(rows.map(time).toSorted((a, b) => a - b));
  expect(
    changes.map(({ from }) => from),
    title,
  ).to.deep.equal([null, ...changes.map(({ to }) => to).slice(0, -1)]);
  expect(changes.at(-1)?.to, title).to.equal(code);
  const versions = events.filter(({ name }) => !/\.(filed|remarked|noted)$/.test(name));
  expect(version, title).to.equal(versions.length);
  const ids = new Set(events.map(({ id }) => id));
  for (const row of [...changes, ...remarks, ...feedback, ...files])
    expect(ids.has(row.eventId), title).to.equal(true);
  expect(events.map(({ name }) => name).indexOf('complaint.filed'), title).to.equal(0);
  // Nobody ever did this through a page.
  expect(new Set(events.map(({ origin }) => origin)), title).to.deep.equal(new Set(['import']));
  const resolutions = changes.filter(({ from, to }) => to === 'resolved' && from !== 'resolved');
  const isSolved = code === 'resolved' || code === 'closed';
  expect(resolvedAt?.getTime() ?? 0, title).to.equal(isSolved ? time(resolutions.at(-1)) : 0);
  const isOver = code === 'closed' || code === 'rejected';
  expect(closedAt?.getTime() ?? 0, title).to.equal(isOver ? time(changes.at(-1)) : 0);
  expect(reopenCount, title).to.equal(
    changes.filter(({ from, to }) => from === 'resolved' && to === 'in_progress').length,
  );
  expect(
    feedback.every(({ statusChangeId }) => resolutions.some(({ id }) => id === statusChangeId)),
    title,
  ).to.equal(true);
}

describe('the demonstration', function suite() {
  // Twelve passwords are hashed, and some hundred steps taken.
  this.timeout(120_000);

  it('tells sixty complaints of all states, whose rows, history, files and search index agree', async () => {
    const now = new Date();
    const demo = await seedDemo(operator, now);
    expect([demo.people.length, demo.complaints]).to.deep.equal([12, 60]);
    expect(new Set(demo.people.map(({ accessLevel }) => accessLevel)).size).to.equal(4);

    const told = await histories();
    expect(told).to.have.length(60);
    expect([...new Set(told.map(({ code }) => code))]).to.have.members([...STATUS_CODES]);
    told.forEach(expectConsistent);
    const moments = told.map(({ complaint }) => complaint.createdAt.getTime());
    expect(moments).to.deep.equal(moments.toSorted((a, b) => a - b));
    expect(moments[0]).to.be.within(now.getTime() - 60 * DAY, now.getTime() - 50 * DAY);
    for (const { complaint } of told) expect(complaint.lastActivityAt).to.be.at.most(now);

    expect(await Feedback.count()).to.be.at.least(15);
    expect(await Remark.count({ where: { isInternal: true } })).to.be.at.least(10);
    expect(told.filter(({ complaint }) => complaint.reopenCount > 0)).to.have.length.at.least(3);
    expect(told.filter(({ complaint }) => complaint.followUpOfId !== null)).to.have.length(1);
    expect(await SearchDocument.count()).to.equal(60);
    const { rows } = await searchComplaints(operator, { text: 'projector stripes' });
    expect(rows.map(({ title }) => title)).to.deep.equal([
      'Projector in the large meeting room shows green stripes',
    ]);

    const files = told.flatMap((history) => history.files);
    expect(new Set(files.map(({ contentType }) => contentType))).to.include.keys(
      'image/png',
      'text/plain',
      'application/pdf',
    );
    for (const { storageKey, sha256, sizeBytes } of files) {
      const content = await buffer(await storage().open(storageKey));
      expect(content.length).to.equal(sizeBytes);
      expect(createHash('sha256').update(content).digest('hex')).to.equal(sha256);
    }

    const before = await everything();
    const second = await seedDemo(operator);
    expect([second.complaints, second.password]).to.deep.equal([0, null]);
    expect(await closeUnanswered(operator, 7, now)).to.equal(0);
    expect(await fixUserProfiles(operator, { dryRun: true })).to.deep.equal([]);
    expect(await everything()).to.equal(before);
  });

  it('leaves people alone who were there before, and tells no story with them', async () => {
    const { id } = await buildUser({ username: 'Ravi', firstName: 'Ravindra' });
    const { people, complaints } = await seedDemo(operator);
    expect(people.find(({ username }) => username === 'Ravi')).to.have.property('created', false);
    expect((await User.findByPk(id))?.firstName).to.equal('Ravindra');
    const others = DEMO_STORIES.filter(({ steps = [] }) => steps.flat().every((part) => part !== 'ravi'));
    expect(complaints).to.equal(others.length).and.to.be.within(20, 59);
    expect(await Complaint.count({ where: { assigneeId: id } })).to.equal(0);
  });

  it('is refused to those who may not create people', async () => {
    for (const group of [GROUP.engineer, GROUP.amcAdmin]) {
      const actor = await buildActor({ groups: [group] });
      expect(await refusal(seedDemo(actor))).to.have.property('code', 'forbidden');
    }
    expect(await User.count()).to.equal(2);
  });
});
