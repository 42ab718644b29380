import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { enqueue } from '../../../src/jobs/enqueue.ts';
import { mostAttempts } from '../../../src/jobs/backoff.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { Group } from '../../../src/models/group.ts';
import { Job } from '../../../src/models/job.ts';
import { MailRefusal } from '../../../src/models/mail-refusal.ts';
import { Notification } from '../../../src/models/notification.ts';
import { User } from '../../../src/models/user.ts';
import { UserGroup } from '../../../src/models/user-group.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import { operator } from '../../../src/policies/actor.ts';
import { addNote } from '../../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { resolveComplaint } from '../../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { deliverMail } from '../../../src/use-cases/notifications/mail/deliver-mail.ts';
import { SENDING_MS } from '../../../src/use-cases/notifications/mail/claim-mail.ts';
import { DELIVERING, notify } from '../../../src/use-cases/notifications/notify.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast, renamePerson, type Cast } from '../../factories/people.ts';
import { useTestPost } from '../../support/database.ts';
import { byHand } from '../../support/journal-watch.ts';
import { announceAll, deliverDue } from '../../support/mail-jobs.ts';
import { startMailServer, type MailServer, type Manners } from '../../support/mail-server.ts';

const stop = () => ({ signal: new AbortController().signal });
const later = (ms: number) => new Date(Date.now() + ms);

describe('sending mails of what happened', () => {
  let cast: Cast;
  let server: MailServer;
  let manners: { -readonly [Name in keyof Manners]: Manners[Name] };

  beforeEach(async () => {
    cast = await buildCast();
    manners = {};
    server = await startMailServer({
      onRecipient: (address) => manners.onRecipient?.(address),
      onContent: (one) => manners.onContent?.(one),
    });
    useTestPost(server.url);
  });
  afterEach(async () => {
    useTestPost();
    await server.close();
  });

  /** Elena has Rosa's complaint, of which everybody heard. */
  async function complaintOfRosa(title = 'Printer jams'): Promise<number> {
    const { id } = await buildComplaint({
      title,
      reporter: cast.rosa,
      assignee: cast.elena,
      status: 'in_progress',
    });
    await announceAll();
    await Notification.destroy({ where: {} });
    await Job.destroy({ where: {} });
    return id;
  }

  /** Sends what is due once the time for a burst is over. */
  const deliverLater = (ms = 121_000) => asOf(later(ms), deliverDue);
  const mails = () => Notification.findAll({ where: { channel: 'mail' }, order: ['id'] });
  const states = async () => (await mails()).map(({ state }) => state);

  it('makes one mail of a burst on one complaint, and two of two complaints', async () => {
    const first = await complaintOfRosa();
    const second = await complaintOfRosa('Screen flickers');
    await addRemark(cast.elena, { id: first, remark: 'I am on my way.' });
    await addRemark(cast.elena, { id: second, remark: 'A new one is ordered.' });
    await resolveComplaint(cast.elena, { id: first, remark: 'I cleaned the rollers.' });
    await announceAll();
    expect(await deliverDue(), 'not before two minutes').to.equal(0);
    expect(await deliverLater()).to.equal(3);
    expect(await deliverLater()).to.equal(0);
    expect(server.received).to.have.length(2);
    const [{ mail, to } = expect.fail()] = server.received;
    expect(to).to.deep.equal([`${cast.rosa.username}@alphalab.example`]);
    expect(mail.subject).to.equal(`[#${first}] Printer jams`);
    expect(mail.text).to.match(
      /Elena Engineer replied[\s\S]*I am on my way[\s\S]*resolved it[\s\S]*I cleaned/,
    );
    expect(mail.html).to.contain(`https://it.alphalab.example/complaints/${first}?do=confirm`);
    expect(mail.html).to.contain(`https://it.alphalab.example/complaints/${first}?do=reopen`);
    expect(mail.text).to.match(/^Confirm that it works\s<https:\S+>\n+Reopen\s<https:\S+>$/m);
    const rows = await mails();
    expect(rows.map(({ state }) => state)).to.deep.equal(['sent', 'sent', 'sent']);
    const [carrier] = rows;
    expect(rows.filter(({ carrierId }) => carrierId === carrier?.id)).to.have.length(1);
  });

  it('makes one mail of all complaints that somebody who left had', async () => {
    const ids = [];
    for (const title of ['Printer jams', 'Screen flickers', 'No network'])
      ids.push(await complaintOfRosa(title));
    await updateUser(operator, cast.elena.id, { isActive: false });
    await announceAll();
    expect(await deliverDue(), 'not before two minutes').to.equal(0);
    await deliverLater();
    expect(await deliverLater()).to.equal(0);
    const ofAmir = server.received.filter(({ to }) => to[0] === 'amir@alphalab.example');
    expect(ofAmir).to.have.length(1);
    const { mail } = ofAmir[0] ?? expect.fail();
    expect(mail.subject).to.equal('Nobody has 3 complaints any more');
    for (const id of ids) expect(mail.text).to.match(new RegExp(`#${id} `));
    expect([mail.inReplyTo, mail.replyTo?.length ?? 0]).to.deep.equal([undefined, 0]);
    expect(mail.html).to.contain(`/admin/resources/complaints/records/${ids[2]}/show`);
    const rows = await Notification.findAll({ where: { channel: 'mail', kind: 'all.stranded' } });
    expect(rows.map(({ state }) => state)).to.deep.equal(['sent', 'sent', 'sent']);
    expect(new Set(rows.map(({ carrierId }) => carrierId))).to.have.property('size', 2);
  });

  it('offers to choose which mails one gets where that is possible, and not with what always comes', async () => {
    const id = await complaintOfRosa();
    await updateUser(operator, cast.rosa.id, { email: 'rosa@new.example' });
    await addRemark(cast.elena, { id, remark: 'One.' });
    await announceAll();
    await deliverLater();
    const offers = server.received.map(({ mail }) => [
      mail.subject?.includes('e-mail address was changed'),
      mail.headers.some(({ key }) => key === 'list-unsubscribe'),
      mail.text?.includes('Choose which mails'),
    ]);
    expect(offers).to.deep.include.members([
      [true, false, false],
      [false, true, true],
    ]);
    expect(offers).to.have.length(3);
  });

  it('makes one conversation of all mails about a complaint', async () => {
    const id = await complaintOfRosa();
    for (const remark of ['One.', 'Two.']) {
      await addRemark(cast.elena, { id, remark });
      await announceAll();
      await deliverLater();
    }
    const [one, two] = server.received.map(({ mail }) => mail);
    expect(one?.inReplyTo).to.match(/^<complaint\.\d+\.[0-9a-f]{16}@alphalab\.example>$/);
    expect(two?.inReplyTo).to.equal(one?.inReplyTo);
    expect([one?.references, two?.references]).to.deep.equal([one?.inReplyTo, one?.inReplyTo]);
    expect(two?.subject).to.equal(one?.subject);
    expect(two?.messageId).not.to.equal(one?.messageId);
  });

  const LOST: [what: string, lose: (id: number) => Promise<unknown>, reason: RegExp][] = [
    [
      'the account is closed',
      () => byHand(() => User.update({ isActive: false }, { where: { id: cast.rosa.id } })),
      /not sign in/,
    ],
    [
      'there is no address',
      () => byHand(() => User.update({ email: '' }, { where: { id: cast.rosa.id } })),
      /no e-mail address/,
    ],
    [
      'all mail is switched off',
      () =>
        byHand(() => UserProfile.update({ emailNotifications: false }, { where: { userId: cast.rosa.id } })),
      /wants no such mails/,
    ],
  ];
  for (const [what, lose, reason] of LOST) {
    it(`is judged as it is sent: nothing goes out where ${what} by then`, async () => {
      const id = await complaintOfRosa();
      await addRemark(cast.elena, { id, remark: 'Done.' });
      await announceAll();
      await lose(id);
      expect(await deliverLater()).to.equal(0);
      expect(server.received).to.deep.equal([]);
      const [row] = await mails();
      expect(row?.state).to.equal('dropped');
      expect(row?.lastError).to.match(reason);
    });
  }

  it('tells nothing to somebody who may not see the complaint or its notes any more, and tells the rest', async () => {
    const id = await complaintOfRosa();
    await addRemark(cast.rosa, { id, remark: 'Still broken.' });
    await addNote(cast.amir, { id, remark: 'Order a new one.' });
    await announceAll();
    // Notes go by mail where somebody wants that.
    await Notification.update(
      { channel: 'mail', state: 'waiting', nextAttemptAt: later(0) },
      { where: { kind: 'work.note' } },
    );
    const [reply] = await mails();
    const note = await Notification.findOne({ where: { kind: 'work.note' }, rejectOnEmpty: true });
    const engineers = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
    await byHand(() => UserGroup.destroy({ where: { userId: cast.elena.id, groupId: engineers.id } }));
    await byHand(() => Notification.update({ recipientId: cast.rosa.id }, { where: { id: reply?.id ?? 0 } }));
    await deliverLater();
    await asOf(later(121_000), () => deliverMail({ notificationId: note.id }, stop(), 'UTC'));
    expect(await note.reload()).to.include({ state: 'dropped' });
    expect(server.received.map(({ mail }) => mail.text).join('')).not.to.contain('Order a new one');
  });

  it('shows what an engineer is told in the panel, with the words of notes for those who read them', async () => {
    const id = await complaintOfRosa();
    await addNote(cast.amir, { id, remark: 'Order a new one.' });
    await announceAll();
    const note = await Notification.findOne({ where: { kind: 'work.note' }, rejectOnEmpty: true });
    await note.update({ channel: 'mail', state: 'waiting', nextAttemptAt: later(0), sentAt: null });
    await asOf(later(1000), () => deliverMail({ notificationId: note.id }, stop(), 'UTC'));
    await note.reload();
    expect(note.state).to.equal('dropped');
    await byHand(() =>
      Notification.update(
        { kind: 'work.reply', state: 'waiting', nextAttemptAt: later(0) },
        { where: { id: note.id } },
      ),
    );
    await asOf(later(1000), () => deliverMail({ notificationId: note.id }, stop(), 'UTC'));
    const [{ mail } = expect.fail()] = server.received;
    expect(mail.html).to.contain(`/admin/resources/complaints/records/${id}/show`);
    expect(mail.text).to.contain('Order a new one.');
  });

  it('waits longer and longer while the server does not take it, and arrives once as soon as it does', async () => {
    const id = await complaintOfRosa();
    await addRemark(cast.elena, { id, remark: 'Done.' });
    await announceAll();
    manners.onContent = () => ({ code: 451, text: 'Try later' });
    const pauses: number[] = [];
    let at = 121_000;
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      expect(await deliverLater(at)).to.equal(0);
      const [row] = await mails();
      expect(row).to.include({ state: 'waiting', attempts: attempt, lastError: '451 Try later' });
      const pause = Number(row?.nextAttemptAt) - Date.now() - at;
      pauses.push(pause);
      at += pause + 1000;
    }
    expect(pauses[3]).to.be.greaterThan((pauses[0] ?? 0) * 3);
    manners.onContent = undefined;
    expect(await deliverLater(at)).to.equal(1);
    expect(await deliverLater(at * 100)).to.equal(0);
    expect(server.received).to.have.length(1);
    expect((await mails())[0]).to.include({ state: 'sent', lastError: null });
  });

  it('is tried at its time alone, whatever jobs there are beside its own', async () => {
    const id = await complaintOfRosa();
    await addRemark(cast.elena, { id, remark: 'Done.' });
    await announceAll();
    manners.onContent = () => ({ code: 451, text: 'Try later' });
    const [first] = await mails();
    const again = { notificationId: first?.id };
    await inTransaction(() => Promise.all([1, 2, 3].map(() => enqueue(DELIVERING, again))));
    expect(await deliverDue()).to.equal(0);
    expect((await mails())[0]?.attempts).to.equal(0);
    await deliverLater();
    await inTransaction(() => Promise.all([1, 2, 3].map(() => enqueue(DELIVERING, again))));
    await deliverLater(122_000);
    expect((await mails())[0]).to.include({ state: 'waiting', attempts: 1 });
    expect(await Job.count({ where: { kind: DELIVERING, state: 'waiting' } })).to.equal(1);
  });

  it('is given up after a day, and then says why', async () => {
    const id = await complaintOfRosa();
    await addRemark(cast.elena, { id, remark: 'Done.' });
    await announceAll();
    await Notification.update({ attempts: mostAttempts() - 1 }, { where: { channel: 'mail' } });
    manners.onContent = () => ({ code: 451, text: 'Try later' });
    await deliverLater();
    expect((await mails())[0]).to.include({ state: 'dead', lastError: '451 Try later', nextAttemptAt: null });
    expect(await MailRefusal.count()).to.equal(0);
    expect(await deliverLater(10 * 86_400_000)).to.equal(0);
    expect(mostAttempts()).to.be.within(25, 45);
  });

  it('is dead at once where the address is refused, which is kept until a mail arrives there', async () => {
    const id = await complaintOfRosa();
    manners.onRecipient = (address) =>
      address.startsWith(cast.rosa.username) ? { code: 550, text: 'No such user' } : undefined;
    await addRemark(cast.elena, { id, remark: 'Done.' });
    await addRemark(cast.rosa, { id, remark: 'Thanks.' });
    await announceAll();
    expect(await deliverLater()).to.equal(1);
    expect((await states()).toSorted()).to.deep.equal(['dead', 'sent']);
    const [refusal] = await MailRefusal.findAll();
    expect(refusal).to.include({ userId: cast.rosa.id, reason: '550 No such user' });
    manners.onRecipient = undefined;
    await addRemark(cast.elena, { id, remark: 'Again.' });
    await announceAll();
    await deliverLater();
    expect(await MailRefusal.count()).to.equal(0);
  });

  it('is sent by one of several workers that try at once', async () => {
    const id = await complaintOfRosa();
    await addRemark(cast.elena, { id, remark: 'One.' });
    await addRemark(cast.elena, { id, remark: 'Two.' });
    await announceAll();
    const ids = (await mails()).map((row) => row.id);
    const told = await asOf(later(121_000), () =>
      Promise.all(
        [...ids, ...ids, ...ids].map((notificationId) => deliverMail({ notificationId }, stop(), 'UTC')),
      ),
    );
    expect(told.reduce((sum, count) => sum + count, 0)).to.equal(2);
    expect(server.received).to.have.length(1);
    expect(await states()).to.deep.equal(['sent', 'sent']);
  });

  it('of a process that is gone is sent again by another, with the same Message-ID, and not before it is believed gone', async () => {
    const id = await complaintOfRosa();
    await addRemark(cast.elena, { id, remark: 'One.' });
    await addRemark(cast.elena, { id, remark: 'Two.' });
    await announceAll();
    await deliverLater();
    // As if it had died between the server's answer and its record.
    const lease = later(121_000 + SENDING_MS);
    await Notification.update(
      { state: 'sending', nextAttemptAt: lease, sentAt: null },
      { where: { channel: 'mail' } },
    );
    const [carrier] = await mails();
    const again = () => deliverMail({ notificationId: carrier?.id }, stop(), 'UTC');
    expect(await asOf(later(121_000 + SENDING_MS - 5000), again)).to.equal(0);
    const next = await Job.findOne({
      where: { kind: DELIVERING, state: 'waiting' },
      order: [['runAt', 'DESC']],
    });
    expect(Number(next?.runAt)).to.equal(lease.getTime());
    expect(await asOf(later(122_000 + SENDING_MS), again)).to.equal(2);
    const [one, two] = server.received.map(({ mail }) => mail);
    expect(server.received).to.have.length(2);
    expect(two?.messageId).to.equal(one?.messageId);
    expect(two?.text).to.equal(one?.text);
  });

  it('of a process that is gone does not wait for an hour that comes again', async () => {
    const id = await complaintOfRosa();
    await addRemark(cast.elena, { id, remark: 'One.' });
    await announceAll();
    await Notification.update(
      { state: 'sending', attempts: 1, nextAttemptAt: later(3_600_000 + SENDING_MS) },
      { where: { channel: 'mail' } },
    );
    const [carrier] = await mails();
    const again = () => deliverMail({ notificationId: carrier?.id }, stop(), 'UTC');
    expect(await again()).to.equal(0);
    expect(await asOf(later(SENDING_MS - 5000), again), 'it may be on its way').to.equal(0);
    expect(await asOf(later(SENDING_MS + 5000), deliverDue)).to.equal(1);
    expect(server.received).to.have.length(1);
  });

  it('keeps to what a mail carried once it was tried', async () => {
    const id = await complaintOfRosa();
    await addRemark(cast.elena, { id, remark: 'One.' });
    await announceAll();
    manners.onContent = () => ({ code: 451, text: 'Try later' });
    await deliverLater();
    await addRemark(cast.elena, { id, remark: 'Two.' });
    await announceAll();
    manners.onContent = undefined;
    await deliverLater(300_000);
    expect(server.received).to.have.length(2);
    const texts = server.received.map(({ mail }) => mail.text ?? '');
    expect(texts.filter((text) => text.includes('One.') && text.includes('Two.'))).to.deep.equal([]);
  });

  const HOSTILE = [
    '"><img src=x onerror=alert(1)>',
    'a\r\nBcc: evil@evil.example',
    '\u202Egpj.exe مرحبا',
    '🖨️ {{7*7}} 50%_off \\',
    '</title><script>alert(1)</script>',
  ];
  it('shows hostile titles, names and texts as they are, and harmless', async () => {
    await renamePerson(cast.elena, { firstName: '\u202E"><b>Elena' });
    for (const text of HOSTILE) {
      const id = await complaintOfRosa(text.replaceAll(/[\r\n]/g, ' '));
      await addRemark(cast.elena, { id, remark: `${text}\n${'line\n'.repeat(300)}end` });
      await announceAll();
      await deliverLater();
    }
    expect(server.received).to.have.length(HOSTILE.length);
    for (const [index, { mail, to, raw }] of server.received.entries()) {
      const text = HOSTILE[index] ?? '';
      expect(to).to.deep.equal([`${cast.rosa.username}@alphalab.example`]);
      expect(mail.headers.map(({ key }) => key)).not.to.include('bcc');
      expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).not.to.match(/^Bcc:/im);
      expect(mail.html).not.to.match(/<(?:script|img|b)\b/);
      expect(mail.text?.match(/^> line$/gm)).to.have.length(300);
      expect(mail.text).to.contain(text.replace('\u202E', '').split(/\r\n/)[0]);
      expect(`${mail.subject}${mail.html}${mail.text}`).not.to.match(/[\u202A-\u202E\u2066-\u2069]/);
      expect(mail.html).not.to.match(/(?:src|href)="(?!https:\/\/it\.alphalab\.example\/)/);
    }
  });

  it('sends a letter to an address of nobody, once for a key, and drops what has no use', async () => {
    const letter = {
      kind: 'letter.test',
      channel: 'mail',
      recipientId: null,
      address: 'ops@x.example',
    } as const;
    const write = () => inTransaction(() => notify({ ...letter, details: {}, dedupeKey: 'test:1' }));
    expect(await write()).to.be.a('number');
    expect(await write()).to.equal(undefined);
    expect(await deliverDue()).to.equal(1);
    const [{ mail, to } = expect.fail()] = server.received;
    expect(to).to.deep.equal(['ops@x.example']);
    expect(mail.subject).to.equal('Mail from the complaint portal arrives');
    expect(mail.inReplyTo).to.equal(undefined);
    await Notification.create({
      ...letter,
      kind: 'letter.of-tomorrow',
      details: '{}',
      dedupeKey: 'x',
      nextAttemptAt: later(-1),
    });
    const [, unknown] = await mails();
    await deliverMail({ notificationId: unknown?.id }, stop(), 'UTC');
    expect((await mails())[1]).to.include({ state: 'dropped' });
  });
});
