import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { complaintThreadId, notificationMessageId } from '../../../src/mail/message-id.ts';
import { Attachment } from '../../../src/models/attachment.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { Notification } from '../../../src/models/notification.ts';
import { ReceivedMail } from '../../../src/models/received-mail.ts';
import { Remark } from '../../../src/models/remark.ts';
import { StagedFile } from '../../../src/models/staged-file.ts';
import { User } from '../../../src/models/user.ts';
import { addNote } from '../../../src/use-cases/complaints/steps/add-note.ts';
import { mergeComplaint } from '../../../src/use-cases/complaints/steps/merge-complaint.ts';
import { Watcher } from '../../../src/models/watcher.ts';
import { operator, type Person } from '../../../src/policies/actor.ts';
import { getConversation } from '../../../src/use-cases/complaints/conversation/get-conversation.ts';
import { notify } from '../../../src/use-cases/notifications/notify.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { buildComplaint, type ComplaintOptions } from '../../factories/complaints.ts';
import { buildCast, buildUser, type Cast } from '../../factories/people.ts';
import { announceAll, deliverDue } from '../../support/mail-jobs.ts';
import { byHand } from '../../support/journal-watch.ts';
import { answerTo, MAIL_RULES, mailText, OWN, receive } from '../../support/mail-texts.ts';

const DIGEST = { kind: 'letter.digest', channel: 'mail', details: {} } as const;
const ELSEWHERE = 'Somebody <somebody@elsewhere.example>';
const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
const DAYS_8 = { resolvedAt: ago(8), closedAt: ago(8) };

describe('a mail that comes in', () => {
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  const complaintOf = (options: ComplaintOptions = {}) =>
    buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'waiting', ...options });
  const remarks = async () => (await Remark.findAll({ order: ['id'] })).map(({ text }) => text);
  const reasons = async () => (await ReceivedMail.findAll({ order: ['id'] })).map(({ reason }) => reason);
  const letters = async () =>
    (await Notification.findAll({ order: ['id'] })).filter(({ kind }) => kind.startsWith('letter.'));
  const statusOf = async (id: number) =>
    (await Complaint.findByPk(id, { include: ['status'], rejectOnEmpty: true })).status?.code;

  it('to a signed address answers as the person whom it names, and work goes on', async () => {
    const { id } = await complaintOf();
    const text = 'The one in room 3.\r\n\r\nOn Monday, IT wrote:\r\n> Which printer?';
    expect(await receive({ to: answerTo(id, cast.rosa).toUpperCase(), text })).to.equal('done');
    expect(await remarks()).to.deep.equal(['The one in room 3.']);
    expect(await statusOf(id)).to.equal('in_progress');
    const event = await JournalEvent.findOne({ where: { name: 'complaint.answered' }, rejectOnEmpty: true });
    expect(event).to.include({ actorId: cast.rosa.id, origin: 'mail' });
    const row = await ReceivedMail.findOne({ rejectOnEmpty: true });
    expect(row).to.include({ eventId: event.id, complaintId: id, personId: cast.rosa.id, outcome: 'done' });
    expect(row.quotedText).to.equal('On Monday, IT wrote:\n> Which printer?');
  });

  it('shows what was quoted to who wrote it and to those who read notes, as it may hold one', async () => {
    const { id } = await complaintOf();
    await byHand(() => Watcher.create({ complaintId: id, userId: cast.sam.id }));
    const text = (own: string) => `${own}\r\n\r\nOn Monday, IT wrote:\r\n> She drops it.`;
    await receive({ to: answerTo(id, cast.rosa), text: text('Room 3.') });
    await receive({ to: answerTo(id, cast.elena), from: 'elena@alphalab.example', text: text('Coming.') });
    const quotes = async (reader: Person) => {
      const { events } = await getConversation(reader, id, { reopenDays: 7 });
      return events.flatMap(({ remark }) => (remark === null ? [] : [remark.quoted !== null]));
    };
    expect(await quotes(cast.rosa)).to.deep.equal([true, false]);
    expect(await quotes(cast.elena)).to.deep.equal([true, true]);
    expect(await quotes(cast.sam)).to.deep.equal([false, false]);
  });

  it('acts once, however often it is read, by several at once', async () => {
    const { id } = await complaintOf();
    const mail = mailText({ to: answerTo(id, cast.rosa) });
    expect(await Promise.all([receive(mail), receive(mail), receive(mail)])).to.deep.equal([
      'done',
      'done',
      'done',
    ]);
    expect(await receive(mail)).to.equal('done');
    expect(await receive(mail.replace('Date:', 'Received: from elsewhere\r\nDate:'))).to.equal('done');
    expect(await remarks()).to.have.length(1);
  });

  it('that failed has failed for all who read it at once, so that it is moved to one folder', async () => {
    for (let round = 0; round < 5; round += 1) {
      const mail = mailText({ subject: `Broken ${round}`, headers: ['From: second@x.example'] });
      const outcomes = await Promise.all(Array.from({ length: 6 }, () => receive(mail)));
      expect(new Set(outcomes)).to.deep.equal(new Set(['failed']));
    }
    expect(await ReceivedMail.count()).to.equal(5);
  });

  it('is told apart without a Message-ID, with two, and with one that was used', async () => {
    const { id } = await complaintOf();
    const to = answerTo(id, cast.rosa);
    const two = { to, messageId: '<1@x>', headers: ['Message-ID: <2@x>'] };
    const others = [{ to, messageId: null }, two, { to, messageId: '<3@x>' }];
    for (const text of ['First.', 'Second.']) for (const other of others) await receive({ ...other, text });
    expect(await remarks()).to.have.length(6);
    for (const text of ['First.', 'Second.']) for (const other of others) await receive({ ...other, text });
    expect(await remarks()).to.have.length(6);
  });

  it('that answers a mail about several complaints is of none of them, and its sender is told', async () => {
    for (let count = 0; count < 3; count += 1) await complaintOf({ status: 'in_progress' });
    await updateUser(operator, cast.elena.id, { isActive: false });
    await announceAll();
    await asOf(new Date(Date.now() + 121_000), deliverDue);
    const rows = await Notification.findAll({ where: { channel: 'mail', kind: 'all.stranded' } });
    const joint = rows.find(
      ({ recipientId, carrierId }) => recipientId === cast.amir.id && carrierId === null,
    );
    expect(joint?.state).to.equal('sent');
    const digest = await inTransaction(() =>
      notify({ ...DIGEST, recipientId: cast.amir.id, dedupeKey: 'digest of a day' }),
    );
    const { length } = await letters();
    for (const id of [joint?.id ?? 0, digest ?? 0]) {
      const headers = [`In-Reply-To: ${notificationMessageId(id, OWN)}`];
      const answer = { headers, from: 'amir@alphalab.example', text: 'Give it to Ravi.' };
      expect(await receive(answer)).to.equal('refused');
    }
    expect(await reasons()).to.deep.equal(['several', 'several']);
    expect([await remarks(), await Complaint.count()]).to.deep.equal([[], 3]);
    const told = (await letters()).slice(length);
    expect(told.map(({ kind, recipientId }) => [kind, recipientId])).to.deep.equal([
      ['letter.mail_refused', cast.amir.id],
      ['letter.mail_refused', cast.amir.id],
    ]);
  });

  it('in the thread of a complaint says what its sender says, who may know of it', async () => {
    const { id } = await complaintOf({ status: 'in_progress' });
    const headers = [`References: <x@y>\r\n ${complaintThreadId(id, OWN)}`];
    expect(await receive({ headers, from: 'ELENA@alphalab.example', text: 'On my way.' })).to.equal('done');
    expect(await receive({ headers, from: 'sam@alphalab.example', text: 'Mine, too.' })).to.equal('refused');
    expect(await receive({ headers, from: ELSEWHERE })).to.equal('refused');
    expect(await remarks()).to.deep.equal(['On my way.']);
    expect(await reasons()).to.deep.equal([null, 'missing', 'unknown']);
  });

  it('answers for a complaint that is not there as for one that its sender may not see', async () => {
    const { id } = await complaintOf();
    for (const complaint of [id, 999_999])
      await receive({ to: answerTo(complaint, cast.sam), from: 'sam@alphalab.example' });
    const [one, another] = await letters();
    expect(one?.details).to.equal(another?.details);
    expect(await reasons()).to.deep.equal(['missing', 'missing']);
  });

  it('is refused where somebody else sends it to an address that is not theirs, or made up', async () => {
    const { id } = await complaintOf();
    const to = answerTo(id, cast.rosa);
    expect(await receive({ to, from: 'sam@alphalab.example' })).to.equal('refused');
    expect(await receive({ to: to.replace(`u${cast.rosa.id}`, `u${cast.elena.id}`) })).to.equal('refused');
    expect(
      await receive({
        headers: ['In-Reply-To: <complaint.1.0000000000000000@alphalab.example>'],
        from: ELSEWHERE,
      }),
    ).to.equal('refused');
    expect(await reasons()).to.deep.equal(['other_person', 'forged', 'unknown']);
    expect(await remarks()).to.deep.equal([]);
    // From an address that nobody has, it is theirs: nobody else was told the signed one.
    expect(await receive({ to, from: ELSEWHERE })).to.equal('done');
  });

  it('of somebody who left does nothing', async () => {
    const { id } = await complaintOf();
    await byHand(() => User.update({ isActive: false }, { where: { id: cast.rosa.id } }));
    expect(await receive({ to: answerTo(id, cast.rosa) })).to.equal('refused');
    expect(await receive()).to.equal('refused');
    expect(await reasons()).to.deep.equal(['unknown', 'unknown']);
    expect(await letters(), 'one a day').to.have.length(1);
  });

  it('that answers nothing becomes a complaint of the person who has its address', async () => {
    const text = 'It jams.\r\n> as it did in May\r\n-- \r\nRosa';
    expect(await receive({ subject: 'Re: FW: Printer =?utf-8?q?j=C3=A4ms?=', text })).to.equal('done');
    const made = await Complaint.findOne({ include: ['type'], rejectOnEmpty: true });
    expect(made).to.include({ title: 'Printer jäms', urgency: 'medium', reporterId: cast.rosa.id });
    expect(made.type?.name).to.equal('Other');
    expect(made.description).to.equal('It jams.\n> as it did in May\n-- \nRosa');
    const event = await JournalEvent.findOne({ where: { name: 'complaint.filed' } });
    expect(event).to.include({ origin: 'mail', actorId: cast.rosa.id });
  });

  it('becomes none where two people have its address, nobody has, or there were too many', async () => {
    await buildUser({ username: 'twin', email: 'rosa@alphalab.example' });
    await receive();
    await receive({ from: ELSEWHERE });
    const rules = { ...MAIL_RULES, filingsPerHour: 1 };
    await receive({ from: 'sam@alphalab.example', text: 'One.' }, rules);
    await receive({ from: 'sam@alphalab.example', text: 'Two.' }, rules);
    expect(await reasons()).to.deep.equal(['shared_address', 'unknown', null, 'too_many']);
    expect(await Complaint.count()).to.equal(1);
  });

  it('of an engineer is a public reply where they may act, else refused', async () => {
    const { id } = await complaintOf({ status: 'in_progress' });
    await receive({ to: answerTo(id, cast.elena), from: 'elena@alphalab.example', text: 'On my way.' });
    await receive({ to: answerTo(id, cast.emil), from: 'emil@alphalab.example', text: 'I have a look.' });
    expect(await reasons()).to.deep.equal([null, 'forbidden']);
    expect(await Remark.findAll()).to.have.length(1);
    expect((await Remark.findOne())?.isInternal).to.equal(false);
  });

  it('that answers a note is refused, as answers are public', async () => {
    const { id } = await complaintOf({ status: 'in_progress' });
    await addNote(cast.elena, { id, remark: 'He drops it.' });
    await Notification.destroy({ where: {} });
    const { id: told } = await Notification.create({
      kind: 'work.note',
      channel: 'mail',
      recipientId: cast.elena.id,
      complaintId: id,
      details: '{}',
      dedupeKey: 'note',
    });
    const headers = [`In-Reply-To: ${notificationMessageId(told, OWN)}`];
    await receive({ headers, to: answerTo(id, cast.elena), from: 'elena@alphalab.example' });
    await receive({ headers, from: 'elena@alphalab.example' });
    expect(await reasons()).to.deep.equal(['note', 'note']);
  });

  it('to a resolved complaint is kept, and its sender asked whether it works', async () => {
    const { id } = await complaintOf({ status: 'resolved' });
    expect(await receive({ to: answerTo(id, cast.rosa), text: 'Thanks!' })).to.equal('done');
    expect(await statusOf(id)).to.equal('resolved');
    expect(await remarks()).to.deep.equal(['Thanks!']);
    const [letter, another] = await letters();
    expect(letter).to.include({ kind: 'letter.still_resolved', recipientId: cast.rosa.id, complaintId: id });
    expect(another).to.equal(undefined);
  });

  it('to a closed complaint reopens it, and later becomes one that continues it', async () => {
    const { id } = await complaintOf({ status: 'closed' });
    await receive({ to: answerTo(id, cast.rosa), text: 'It jams again.' });
    expect(await statusOf(id)).to.equal('in_progress');
    const { id: old } = await complaintOf({ status: 'closed', ...DAYS_8 });
    await receive({ to: answerTo(old, cast.rosa), text: 'It is back.', subject: 'Re: [#7] Printer' });
    expect(await statusOf(old)).to.equal('closed');
    const next = await Complaint.findOne({ where: { followUpOfId: old }, rejectOnEmpty: true });
    expect(next).to.include({ description: 'It is back.', title: 'Printer' });
    const { id: rejected } = await complaintOf({ status: 'rejected' });
    await receive({ to: answerTo(rejected, cast.rosa), text: 'But why?' });
    expect(await statusOf(rejected)).to.equal('rejected');
    expect(await remarks()).to.deep.equal(['It jams again.', 'But why?']);
  });

  it('to a merged complaint goes to the one in which it goes on', async () => {
    const { id } = await complaintOf({ status: 'open' });
    const { id: into } = await complaintOf({ reporter: cast.sam, status: 'open' });
    await mergeComplaint(cast.amir, { id, intoId: into });
    await receive({ to: answerTo(id, cast.rosa), text: 'Mine still jams.' });
    const said = await Remark.findOne({ where: { text: 'Mine still jams.' } });
    expect(said?.complaintId).to.equal(into);
  });

  it('brings files by the rules of uploads; what breaks one is left out and named', async () => {
    const { id } = await complaintOf();
    const text = (name: string) => ({ name, content: `notes ${name}` });
    const logo = { name: 'logo.png', content: 'x', head: 'Content-ID: <logo>\r\n' };
    const files = [
      text('a.txt'),
      { name: 'virus.exe', content: Buffer.from('MZ\u0090\u0000\u0003') },
      logo,
      ...['b', 'c', 'd', 'e', 'f'].map((name) => text(`${name}.txt`)),
    ];
    const raw = mailText({ to: answerTo(id, cast.rosa), files }).replace(
      'application/octet-stream\r\nContent-ID',
      'image/png\r\nContent-ID',
    );
    expect(await receive(raw)).to.equal('done');
    const names = (await Attachment.findAll({ order: ['id'] })).map(({ originalName }) => originalName);
    expect(names).to.deep.equal(['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt']);
    const [letter] = await letters();
    expect(letter).to.include({ kind: 'letter.files_left_out', complaintId: id });
    expect(letter?.details).to.include('virus.exe').and.to.include('f.txt').and.not.to.include('logo');
    expect(await StagedFile.count()).to.equal(0);
  });

  it('that brings files alone is a reply, and one without a word or a file is none', async () => {
    const { id } = await complaintOf();
    const to = answerTo(id, cast.rosa);
    await receive({ to, text: '', files: [{ name: 'a.txt', content: 'x' }] });
    await receive({ to, text: '> Which printer?' });
    expect(await remarks()).to.deep.equal(['Sent by mail, without a text.']);
    expect(await reasons()).to.deep.equal([null, 'no_words']);
  });

  it('loses nothing of a long text', async () => {
    const { id } = await complaintOf();
    await receive({ to: answerTo(id, cast.rosa), text: 'word '.repeat(2500) });
    const [said = ''] = await remarks();
    const { quotedText } = await ReceivedMail.findOne({ rejectOnEmpty: true });
    expect(said.length).to.be.within(9000, 10_000);
    expect(said).to.match(/longer/);
    expect((quotedText ?? '').split('word').length + said.split('word').length).to.be.within(2501, 2503);
  });

  it('of programs that answer one another ends after three alike', async () => {
    const { id } = await complaintOf({ status: 'in_progress' });
    const to = answerTo(id, cast.rosa);
    const outcomes = [];
    for (let turn = 1; turn <= 5; turn += 1)
      outcomes.push(await receive({ to, text: `Ticket ${turn} received.` }));
    expect(outcomes).to.deep.equal(['done', 'done', 'done', 'failed', 'failed']);
    expect(await receive({ to, text: 'I am Rosa.' })).to.equal('done');
    await asOf(new Date(Date.now() + 3_700_000), async () => {
      expect(await receive({ to, text: 'Ticket 6 received.' })).to.equal('done');
    });
  });

  it('is refused to somebody known three times an hour, and to few strangers', async () => {
    for (let turn = 1; turn <= 5; turn += 1)
      await receive({ to: answerTo(999_999, cast.rosa), text: `No ${turn}` });
    expect(await letters()).to.have.length(3);
    for (let turn = 1; turn <= 33; turn += 1) await receive({ from: `x${turn}@elsewhere.example` });
    expect(await letters()).to.have.length(33);
  });

  it('is too large for its files, and refused by its header alone', async () => {
    const content = Buffer.from(mailText().split('\r\n\r\n')[0] ?? '');
    const { handleMail } = await import('../../../src/use-cases/mail-in/handle-mail.ts');
    expect(await handleMail({ content, sizeBytes: 31_000_000, isTooLarge: true }, MAIL_RULES)).to.equal(
      'failed',
    );
    expect(await reasons()).to.deep.equal(['too_large']);
    expect(await letters()).to.have.length(1);
  });

  it('is tried anew when it failed and somebody puts it back', async () => {
    const mail = mailText({ headers: ['From: x@y.example'] });
    expect(await receive(mail)).to.equal('failed');
    expect(await receive(mail)).to.equal('failed');
    expect(await ReceivedMail.count()).to.equal(1);
    expect(await letters()).to.have.length(0);
  });

  it('tells those concerned as every step does', async () => {
    const { id } = await complaintOf();
    await Notification.destroy({ where: {} });
    await announceAll();
    await Notification.destroy({ where: {} });
    await receive({ to: answerTo(id, cast.rosa) });
    await announceAll();
    const told = await Notification.findAll({ where: { recipientId: cast.elena.id, channel: 'mail' } });
    expect(told.map(({ kind }) => kind)).to.deep.equal(['work.reply']);
  });
});
