import { expect } from 'chai';
import { GROUP } from '../../../src/models/group-names.ts';
import { Group } from '../../../src/models/group.ts';
import { GroupPermission } from '../../../src/models/group-permission.ts';
import { Job } from '../../../src/models/job.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { NotificationSetting } from '../../../src/models/notification-setting.ts';
import { Notification } from '../../../src/models/notification.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import { doneFrom } from '../../../src/journal/surroundings.ts';
import { lineOf, type Told } from '../../../src/notifications/words.ts';
import { signIn } from '../../../src/use-cases/people/sign-in.ts';
import { asHistory } from '../../../src/journal/followers.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { operator } from '../../../src/policies/actor.ts';
import { ANNOUNCING } from '../../../src/notifications/announcements.ts';
import { announceEvent } from '../../../src/use-cases/notifications/announce-event.ts';
import { nextDigest } from '../../../src/use-cases/notifications/digest-time.ts';
import { addNote } from '../../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { byHand } from '../../support/journal-watch.ts';
import { buildCast, PASSWORD, type Cast } from '../../factories/people.ts';

/** Runs what was enqueued, as a worker would; returns how many heard. */
async function announceAll(): Promise<number> {
  const jobs = await Job.findAll({ where: { kind: ANNOUNCING, state: 'waiting' }, order: ['id'] });
  let heard = 0;
  for (const job of jobs) {
    heard += await announceEvent(JSON.parse(job.payload), 'UTC');
    await job.update({ state: 'done' });
  }
  return heard;
}

async function written(): Promise<string[]> {
  const rows = await Notification.findAll({ order: ['id'] });
  return rows.map(({ recipientId, kind, channel, state }) => `${recipientId} ${kind} ${channel} ${state}`);
}

describe('announcing what happened', () => {
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  /** Elena has Rosa's complaint; its filing was announced. */
  async function complaintOfRosa() {
    const complaint = await buildComplaint({
      reporter: cast.rosa,
      assignee: cast.elena,
      status: 'in_progress',
    });
    await announceAll();
    await Notification.destroy({ where: {} });
    return complaint;
  }

  it('writes each hearer’s news once, in the portal and by mail after the burst, however often it is done', async () => {
    const { id } = await complaintOfRosa();
    await addRemark(cast.elena, { id, remark: 'Does it work?' });
    const job = await Job.findOne({ where: { kind: ANNOUNCING, state: 'waiting' }, rejectOnEmpty: true });
    await Promise.all([
      announceEvent(JSON.parse(job.payload), 'UTC'),
      announceEvent(JSON.parse(job.payload), 'UTC'),
    ]);
    await announceEvent(JSON.parse(job.payload), 'UTC');
    expect(await written()).to.have.members([
      `${cast.rosa.id} own.reply portal sent`,
      `${cast.rosa.id} own.reply mail waiting`,
    ]);
    const mail = await Notification.findOne({ where: { channel: 'mail' }, rejectOnEmpty: true });
    const wait = Number(mail.nextAttemptAt) - Number(mail.createdAt);
    expect(wait).to.be.within(119_000, 121_000);
    expect(JSON.parse(mail.details)).to.deep.equal({ event: 'complaint.remarked', by: 'Elena Engineer' });
    const sending = await Job.findAll({ where: { kind: 'notifications.deliver' } });
    expect(sending.filter(({ payload }) => payload === `{"notificationId":${mail.id}}`)).to.have.length(1);
  });

  it('writes nothing of what was rolled back', async () => {
    const { id } = await complaintOfRosa();
    const before = await Job.count();
    const broken = inTransaction(async () => {
      await addRemark(cast.elena, { id, remark: 'Never said.' });
      throw new Error('rolled back');
    });
    expect(await broken.catch((error: Error) => error.message)).to.equal('rolled back');
    expect(await Job.count()).to.equal(before);
    expect(await announceAll()).to.equal(0);
  });

  it('goes where somebody wants it: nowhere, in the digest, and with all mail switched off', async () => {
    const { id } = await complaintOfRosa();
    const userId = cast.rosa.id;
    const set = (inPortal: boolean, byMail: 'at_once' | 'digest' | 'none') =>
      NotificationSetting.upsert({ userId, kind: 'own.reply', inPortal, byMail });
    await set(false, 'none');
    await addRemark(cast.elena, { id, remark: 'One.' });
    await announceAll();
    expect(await written()).to.deep.equal([]);
    await set(false, 'digest');
    await UserProfile.update({ digestHour: 17 }, { where: { userId } });
    await addRemark(cast.elena, { id, remark: 'Two.' });
    await announceAll();
    expect(await written()).to.deep.equal([`${userId} own.reply mail digest`]);
    const digest = await Notification.findOne({ rejectOnEmpty: true });
    expect(digest.nextAttemptAt).to.deep.equal(nextDigest(digest.createdAt, 17, 'UTC'));
    await UserProfile.update({ emailNotifications: false }, { where: { userId } });
    await addRemark(cast.elena, { id, remark: 'Three.' });
    await announceAll();
    expect(await written()).to.have.length(1);
  });

  it('tells of a note only those who read notes, and of a complaint only those who see it', async () => {
    const { id } = await complaintOfRosa();
    await addNote(cast.elena, { id, remark: 'The fan is dusty.' });
    expect(await announceAll()).to.equal(0);
    await addNote(cast.amir, { id, remark: 'Order a new one.' });
    await announceAll();
    expect(await written()).to.deep.equal([`${cast.elena.id} work.note portal sent`]);
    await Notification.destroy({ where: {} });
    await addNote(cast.amir, { id, remark: 'And a filter.' });
    const engineers = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
    await byHand(() =>
      GroupPermission.destroy({ where: { groupId: engineers.id, permission: 'notes.use' } }),
    );
    expect(await announceAll()).to.equal(0);
    await addRemark(cast.amir, { id, remark: 'Soon.' });
    await byHand(() => GroupPermission.destroy({ where: { groupId: engineers.id } }));
    await announceAll();
    expect((await written()).filter((line) => !line.startsWith(`${cast.rosa.id} `))).to.deep.equal([]);
  });

  it('tells AMC administrators what nobody has any more as somebody left', async () => {
    const { id } = await complaintOfRosa();
    await updateUser(operator, cast.elena.id, { isActive: false });
    await announceAll();
    expect(await written()).to.have.members([
      `${cast.amir.id} all.stranded portal sent`,
      `${cast.amir.id} all.stranded mail waiting`,
    ]);
    const [row] = await Notification.findAll();
    expect(row?.complaintId).to.equal(id);
  });

  it('tells of a new password and address whatever somebody wants, at the former address as well', async () => {
    const { id } = cast.rosa;
    await byHand(() => UserProfile.update({ emailNotifications: false }, { where: { userId: id } }));
    await updateUser(operator, id, { email: 'rosa@new.example', password: 'eleven purple kettles' });
    await announceAll();
    expect(await written()).to.have.members([
      `${id} account.password portal sent`,
      `${id} account.password mail waiting`,
      `${id} account.email portal sent`,
      `${id} account.email mail waiting`,
      `${id} account.email mail waiting`,
    ]);
    const mails = await Notification.findAll({ where: { kind: 'account.email', channel: 'mail' } });
    expect(mails.map(({ address }) => address)).to.have.members([null, 'rosa@alphalab.example']);
    await updateUser(cast.asha, cast.asha.id, { email: 'asha@new.example' });
    await announceAll();
    const texts = await Notification.findAll({
      where: { kind: 'account.email', channel: 'portal' },
      order: ['id'],
    });
    expect(texts.map(({ details }) => lineOf('account.email', JSON.parse(details) as Told))).to.deep.equal([
      'Your e-mail address was changed',
      'Your e-mail address was changed by you',
    ]);
    await updateUser(operator, id, { firstName: 'Rosamund' });
    expect(await Job.count({ where: { kind: ANNOUNCING, state: 'waiting' } })).to.equal(0);
  });

  it('tells of a sign-in by a browser that does not know somebody who signed in before', async () => {
    const input = { login: 'rosa', password: PASSWORD, address: '10.1.2.3' };
    await signIn(input);
    await signIn({ ...input, device: { id: 'ab', userIds: [cast.rosa.id] } });
    expect(await announceAll()).to.equal(0);
    await doneFrom({ origin: 'portal', address: '10.1.2.3' }, () => signIn(input));
    expect(await announceAll()).to.equal(1);
    const [news] = await Notification.findAll({ where: { kind: 'account.device' } });
    expect(lineOf('account.device', JSON.parse(news?.details ?? '{}') as Told)).to.equal(
      'Somebody signed in as you with your password on a new device, from 10.1.2.3',
    );
  });

  it('leaves alone what is told as a history, and events that are gone', async () => {
    const { id } = await complaintOfRosa();
    await asHistory(() => addRemark(cast.elena, { id, remark: 'Long ago.' }));
    expect(await announceAll()).to.equal(0);
    await addRemark(cast.elena, { id, remark: 'Now.' });
    await JournalEvent.destroy({ where: {} });
    expect(await announceAll()).to.equal(0);
  });

  it('counts days of the portal’s time zone for the digest, whatever the clock does', () => {
    const cases: [now: string, hour: number, zone: string, next: string][] = [
      ['2026-11-26T06:00:00Z', 8, 'UTC', '2026-11-26T08:00:00Z'],
      ['2026-11-26T08:00:00Z', 8, 'UTC', '2026-11-27T08:00:00Z'],
      ['2026-11-26T06:00:00Z', 8, 'Asia/Kolkata', '2026-11-27T02:30:00Z'],
      ['2026-03-28T12:00:00Z', 2, 'Europe/Berlin', '2026-03-29T01:00:00Z'],
      ['2026-10-24T22:00:00Z', 2, 'Europe/Berlin', '2026-10-25T00:00:00Z'],
    ];
    for (const [now, hour, zone, next] of cases)
      expect(nextDigest(new Date(now), hour, zone).toISOString(), `${now} ${zone}`).to.equal(
        new Date(next).toISOString(),
      );
  });
});
