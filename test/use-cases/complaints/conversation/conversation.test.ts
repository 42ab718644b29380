import { expect } from 'chai';
import { NotFoundError } from '../../../../src/errors.ts';
import { Complaint } from '../../../../src/models/complaint.ts';
import type { Actor } from '../../../../src/policies/actor.ts';
import { addNote } from '../../../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../../../src/use-cases/complaints/steps/add-remark.ts';
import { answerComplaint } from '../../../../src/use-cases/complaints/steps/answer-complaint.ts';
import { askReporter } from '../../../../src/use-cases/complaints/steps/ask-reporter.ts';
import { claimComplaint } from '../../../../src/use-cases/complaints/steps/claim-complaint.ts';
import { confirmComplaint } from '../../../../src/use-cases/complaints/steps/confirm-complaint.ts';
import type { Person } from '../../../../src/policies/actor.ts';
import { getConversation } from '../../../../src/use-cases/complaints/conversation/get-conversation.ts';
import { markSeen } from '../../../../src/use-cases/complaints/conversation/mark-seen.ts';
import { resolveComplaint } from '../../../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast, type Cast } from '../../../factories/people.ts';
import { countQueries } from '../../../support/queries.ts';
import { refusal } from '../../../support/refusal.ts';

const reopenDays = 7;
const SECRET = 'The reporter spilled coffee again.';

describe('a conversation', () => {
  let cast: Cast;
  let id: number;
  const read = (actor: Actor, now = new Date()) => getConversation(actor, id, { reopenDays, now });

  beforeEach(async () => {
    cast = await buildCast();
    ({ id } = await buildComplaint({ reporter: cast.rosa, title: 'Broken keyboard' }));
    await claimComplaint(cast.elena, { id });
    await addNote(cast.elena, { id, remark: SECRET });
    await askReporter(cast.elena, { id, remark: 'Which keys?' });
    await answerComplaint(cast.rosa, { id, remark: 'All of them.' });
  });

  it('tells who said and did what, in order', async () => {
    await resolveComplaint(cast.elena, { id, remark: 'A new one.' });
    await confirmComplaint(cast.rosa, { id, rating: 5, comment: 'Thanks' });
    const { complaint, events } = await read(cast.elena);
    const remarks = events.flatMap(({ remark }) => remark ?? []);
    expect(complaint).to.deep.include({
      id,
      title: 'Broken keyboard',
      status: 'Closed',
      assignee: { id: cast.elena.id, name: 'Elena Engineer' },
      version: 5,
    });
    expect(remarks.map(({ author, text, isInternal }) => [author?.name, text, isInternal])).to.deep.equal([
      ['Elena Engineer', SECRET, true],
      ['Elena Engineer', 'Which keys?', false],
      ['Rosa Reporter', 'All of them.', false],
      ['Elena Engineer', 'A new one.', false],
    ]);
    expect(
      events.map(({ by, what, status, remark }) => [by?.name, what, status?.name, remark?.text]),
    ).to.deep.equal([
      ['Rosa Reporter', 'filed this complaint', 'Open', undefined],
      ['Elena Engineer', 'claimed it', 'Assigned', undefined],
      ['Elena Engineer', 'added a note', undefined, SECRET],
      ['Elena Engineer', 'asked the reporter', 'Waiting for User', 'Which keys?'],
      ['Rosa Reporter', 'answered', 'In Progress', 'All of them.'],
      ['Elena Engineer', 'resolved it', 'Resolved', 'A new one.'],
      ['Rosa Reporter', 'confirmed the solution', 'Closed', undefined],
    ]);
    expect(events.at(-1)?.feedback).to.deep.equal({ rating: 5, comment: 'Thanks' });
  });

  it('internal notes are in nothing that the reporter reads', async () => {
    expect(JSON.stringify(await read(cast.elena))).to.include(SECRET);
    expect(JSON.stringify(await read(cast.emil))).to.include(SECRET);
    expect(JSON.stringify(await read(cast.rosa))).not.to.include(SECRET);
    const asReporter = await getConversation(cast.elena, id, { reopenDays, withNotes: false });
    expect(JSON.stringify(asReporter)).not.to.include(SECRET);
  });

  it('carries no e-mail address, username or hash of anybody', async () => {
    const text = JSON.stringify(await read(cast.asha));
    expect(text).not.to.include('@alphalab.example');
    expect(text).not.to.match(/\$2[aby]\$/);
    expect(text).not.to.include('"elena"');
  });

  it('does not exist for a stranger, just as one that is not there', async () => {
    const stranger = await refusal(read(cast.sam));
    const missing = await refusal(getConversation(cast.sam, 999_999, { reopenDays }));
    expect(stranger).to.be.instanceOf(NotFoundError);
    expect(stranger.message).to.equal(missing.message);
  });

  it('offers each person the steps they may take now', async () => {
    const BESIDE = /^(merge|(un)?link|(un)?follow|\w+Follower)$/;
    const besides = async (person: Person) =>
      (await read(person)).steps.filter((step) => BESIDE.test(step)).join(' ');
    const stepsOf = async (person: Person, now?: Date) =>
      (await read(person, now)).steps.filter((step) => !BESIDE.test(step));
    const steps = async () => ({
      asha: await stepsOf(cast.asha),
      elena: await stepsOf(cast.elena),
      emil: await stepsOf(cast.emil),
      rosa: await stepsOf(cast.rosa),
    });
    expect(await besides(cast.asha)).to.equal('merge follow addFollower link');
    expect(await besides(cast.elena)).to.equal('addFollower link');
    expect(await besides(cast.emil)).to.equal('follow');
    expect(await besides(cast.rosa)).to.equal('addFollower');
    expect(await steps()).to.deep.equal({
      asha: ['ask', 'resolve', 'assign', 'unassign', 'reject', 'remark', 'note', 'changeUrgency', 'update'],
      elena: ['ask', 'resolve', 'remark', 'note'],
      emil: [],
      rosa: ['withdraw', 'remark'],
    });
    await askReporter(cast.elena, { id, remark: 'And now?' });
    expect(await stepsOf(cast.rosa)).to.deep.equal(['answer', 'withdraw']);
    await resolveComplaint(cast.elena, { id, remark: 'Done.' });
    expect(await stepsOf(cast.rosa)).to.deep.equal(['confirm', 'reopen', 'remark']);
    expect(await stepsOf(cast.elena)).to.deep.equal(['remark', 'note']);
    await confirmComplaint(cast.rosa, { id, rating: 5 });
    expect(await stepsOf(cast.rosa)).to.deep.equal(['reopen', 'remark']);
    const later = new Date(Date.now() + 8 * 86_400_000);
    expect(await stepsOf(cast.rosa, later)).to.deep.equal(['followUp', 'remark']);
    expect(await stepsOf(cast.asha)).to.deep.equal(['remark', 'note', 'update']);
    const open = await buildComplaint({ reporter: cast.rosa });
    expect((await getConversation(cast.emil, open.id, { reopenDays })).steps).to.deep.equal([
      'claim',
      'follow',
    ]);
  });

  it('costs the same number of queries for few remarks and for many', async () => {
    const few = await countQueries(() => read(cast.elena));
    for (let i = 0; i < 20; i += 1)
      await addRemark(i % 2 === 0 ? cast.elena : cast.rosa, { id, remark: `Word ${i}` });
    expect(await countQueries(() => read(cast.elena))).to.equal(few);
  });

  it('remembers when the reporter looked, and that changes nothing else', async () => {
    const before = await Complaint.findByPk(id, { rejectOnEmpty: true });
    await markSeen(cast.elena, id);
    expect((await before.reload()).reporterSeenEventId).to.equal(null);
    const { updatedAt, version } = before;
    await markSeen(cast.rosa, id);
    const after = await Complaint.findByPk(id, { rejectOnEmpty: true });
    expect(after.reporterSeenAt).to.be.instanceOf(Date);
    expect([after.updatedAt, after.version]).to.deep.equal([updatedAt, version]);
  });
});
