import { expect } from 'chai';
import { InvalidInputError } from '../../../../src/errors.ts';
import { addNote } from '../../../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../../../src/use-cases/complaints/steps/add-remark.ts';
import { assignComplaint } from '../../../../src/use-cases/complaints/steps/assign-complaint.ts';
import { EVENTS_PAGE } from '../../../../src/use-cases/complaints/conversation/conversation-parts.ts';
import { editComplaint } from '../../../../src/use-cases/complaints/steps/edit-complaint.ts';
import { getConversation } from '../../../../src/use-cases/complaints/conversation/get-conversation.ts';
import { listOwnComplaints } from '../../../../src/use-cases/complaints/queue/list-own-complaints.ts';
import { markSeen } from '../../../../src/use-cases/complaints/conversation/mark-seen.ts';
import { rejectComplaint } from '../../../../src/use-cases/complaints/steps/reject-complaint.ts';
import { resolveComplaint } from '../../../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { asOf } from '../../../../src/database/present-moment.ts';
import { buildComplaint, buildReplies } from '../../../factories/complaints.ts';
import { buildCast, type Cast } from '../../../factories/people.ts';
import { signIn } from '../../../support/app.ts';
import { journal } from '../../../support/journal.ts';
import { withPanel } from '../../../support/panel.ts';
import { refusal } from '../../../support/refusal.ts';

const reopenDays = 7;

describe('the timeline', () => {
  let cast: Cast;
  let id: number;
  beforeEach(async () => {
    cast = await buildCast();
    ({ id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' }));
  });
  const read = async (before?: number) => getConversation(cast.elena, id, { reopenDays, before });

  it('keeps a note and a solution of the same millisecond apart', async () => {
    const moment = new Date();
    await asOf(moment, () => addNote(cast.elena, { id, remark: 'He spilled coffee.' }));
    await asOf(moment, () => resolveComplaint(cast.elena, { id, remark: 'A new one.' }));
    await asOf(moment, () => addNote(cast.elena, { id, remark: 'Never again.' }));
    const { events } = await read();
    expect(events.slice(1).map(({ remark, status }) => [remark?.text, status?.name])).to.deep.equal([
      ['He spilled coffee.', undefined],
      ['A new one.', 'Resolved'],
      ['Never again.', undefined],
    ]);
  });

  it('tells edits with what was there before', async () => {
    const wordy = 'It is torn.\nAll of it.';
    await editComplaint(cast.amir, { id, title: 'Torn “paper”', location: 'Lab', description: wordy });
    const { events } = await read();
    expect(events.at(-1)?.what).to.equal(
      'changed the title from “The printer eats paper” to “Torn “paper””, the description and the location from nothing to “Lab”',
    );
    expect(events.at(-1)?.replaced).to.deep.equal([
      { field: 'description', from: 'Every second page comes out torn.', to: wordy },
    ]);
    const [event] = await journal({ name: 'complaint.edited' });
    expect(event?.details.changes).to.deep.equal({
      description: { from: 'Every second page comes out torn.', to: wordy },
      location: { from: '', to: 'Lab' },
      title: { from: 'The printer eats paper', to: 'Torn “paper”' },
    });
  });

  it('keeps the longest texts, whatever their letters', async () => {
    await editComplaint(cast.amir, { id, description: '😀'.repeat(5000) });
    await editComplaint(cast.amir, { id, description: '"'.repeat(10_000) });
    const { events } = await read();
    expect(events.at(-1)?.replaced[0]?.from).to.equal('😀'.repeat(5000));
  });

  it('names people as they are called now, and those of an event as they were then', async () => {
    await assignComplaint(cast.amir, { id, assigneeId: cast.emil.id });
    const { updateUser } = await import('../../../../src/use-cases/people/update-user.ts');
    await updateUser(cast.asha, cast.emil.id, { firstName: 'Emilio' });
    await updateUser(cast.asha, cast.amir.id, { firstName: 'Amira' });
    const { events } = await read();
    expect(`${events.at(-1)?.by?.name} ${events.at(-1)?.what}`).to.equal(
      'Amira Amc handed it over from Elena Engineer to Emil Engineer',
    );
  });

  it('refuses another urgency for what is not open any more by every form, and nothing else', async () => {
    await resolveComplaint(cast.elena, { id, remark: 'Done.' });
    const error = await refusal(editComplaint(cast.amir, { id, urgency: 'low', title: 'Better' }));
    expect(error).to.be.instanceOf(InvalidInputError);
    expect(error.fields).to.deep.equal({
      urgency: 'This complaint is Resolved now and cannot be given another urgency.',
    });
    await editComplaint(cast.amir, { id, urgency: 'medium', title: 'Better' });
    expect((await read()).complaint).to.include({ title: 'Better', urgency: 'medium' });
  });

  it('takes an answer for news that was written before the reporter looked, and committed after', async () => {
    const isUnread = async () => (await listOwnComplaints(cast.rosa)).complaints[0]?.isUnread;
    const written = new Date(Date.now() - 5000);
    const { events } = await getConversation(cast.rosa, id, { reopenDays });
    await asOf(written, () => addRemark(cast.elena, { id, remark: 'It waited for its turn.' }));
    await markSeen(cast.rosa, id, events.at(-1)?.id);
    expect(await isUnread()).to.equal(true);
    await markSeen(cast.rosa, id);
    expect(await isUnread()).to.equal(false);
    // A page of long ago makes nothing new again.
    await markSeen(cast.rosa, id, events.at(-1)?.id);
    expect(await isUnread()).to.equal(false);
  });
});

describe('a long conversation', () => {
  const panel = withPanel();
  let cast: Cast;
  let id: number;

  /** As many replies as two pages and a half hold, and a note among the oldest. */
  beforeEach(async () => {
    cast = await buildCast();
    ({ id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' }));
    await addNote(cast.elena, { id, remark: 'Only among us.' });
    await buildReplies(id, cast.elena, EVENTS_PAGE * 2.5);
  });

  const repliesIn = (text: string) => [...text.matchAll(/Reply number (\d+)\./g)].map(([, n]) => Number(n));

  it('is read in the portal page by page, to the very first word', async () => {
    const rosa = await signIn(panel.anonymous(), 'rosa');
    const read: number[][] = [];
    let path: string | undefined = `/complaints/${id}`;
    let last = '';
    while (path !== undefined) {
      last = (await rosa.get(path)).text;
      read.unshift(repliesIn(last));
      expect(last).not.to.contain('Only among us.');
      const [, next] = /href="(\/complaints\/\d+\?before=\d+)[^"]*">Show earlier</.exec(last) ?? [];
      path = next;
    }
    expect(read.flat()).to.deep.equal(Array.from({ length: EVENTS_PAGE * 2.5 }, (_, index) => index));
    expect(read).to.have.length(3);
    expect(last).to.contain('filed this complaint').and.to.contain('Show the newest');
    for (const before of ['x', '-1', '1e3', '0'])
      expect(repliesIn((await rosa.get(`/complaints/${id}?before=${before}`)).text)).to.have.length(
        EVENTS_PAGE,
      );
  });

  it('is read in the panel page by page, notes included', async () => {
    const elena = await panel.as('elena');
    const path = `resources/complaints/records/${id}/show`;
    const conversationOf = (answer: unknown) =>
      (answer as { record: { conversation: Awaited<ReturnType<typeof getConversation>> } }).record
        .conversation;
    const newest = conversationOf(await elena.get(path));
    const middle = conversationOf(await elena.get(path, { before: String(newest.earlierThan) }));
    const oldest = conversationOf(await elena.get(path, { before: String(middle.earlierThan) }));
    const events = [oldest, middle, newest].flatMap((page) => page.events);
    expect(events).to.have.length(EVENTS_PAGE * 2.5 + 2);
    expect(new Set(events.map((event) => event.id)).size).to.equal(events.length);
    expect([oldest.earlierThan, oldest.events[1]?.remark?.text]).to.deep.equal([null, 'Only among us.']);
  });

  it('tells of a rejected complaint that it was rejected, not that time ran out', async () => {
    await rejectComplaint(cast.amir, { id, remark: 'Not for IT.' });
    const { text } = await (await signIn(panel.anonymous(), 'rosa')).get(`/complaints/${id}`);
    expect(text).to.contain('This complaint was rejected, so it cannot be reopened.');
    expect(text).not.to.contain('too long');
  });
});
