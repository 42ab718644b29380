import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { Job } from '../../../src/models/job.ts';
import { Notification } from '../../../src/models/notification.ts';
import { NotificationSetting } from '../../../src/models/notification-setting.ts';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { nextDigest } from '../../../src/use-cases/notifications/digest-time.ts';
import { layDigests } from '../../../src/use-cases/notifications/mail/lay-digests.ts';
import { resumeMails } from '../../../src/use-cases/notifications/mail/resume-mails.ts';
import { pruneNotifications } from '../../../src/use-cases/notifications/prune-notifications.ts';
import { deliverMail } from '../../../src/use-cases/notifications/mail/deliver-mail.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildNotification } from '../../factories/notifications.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { useTestPost } from '../../support/database.ts';
import { announceAll, deliverDue } from '../../support/mail-jobs.ts';
import { startMailServer, type MailServer } from '../../support/mail-server.ts';

const MINUTE = 60_000;

describe('digests', () => {
  let cast: Cast;
  let server: MailServer;

  beforeEach(async () => {
    cast = await buildCast();
    server = await startMailServer();
    useTestPost(server.url);
  });
  afterEach(async () => {
    useTestPost();
    await server.close();
  });

  async function newsOfRosa(titles: readonly string[], at: Date): Promise<void> {
    await NotificationSetting.upsert({
      userId: cast.rosa.id,
      kind: 'own.reply',
      inPortal: false,
      byMail: 'digest',
    });
    for (const title of titles) {
      const { id } = await buildComplaint({
        title,
        reporter: cast.rosa,
        assignee: cast.elena,
        status: 'in_progress',
      });
      await announceAll();
      await Notification.destroy({ where: { state: 'waiting' } });
      await asOf(at, () => addRemark(cast.elena, { id, remark: `About ${title}.` }));
      await asOf(at, announceAll);
    }
    await Job.destroy({ where: { kind: 'notifications.deliver' } });
  }

  /** Runs what is done every ten minutes from one moment to another; returns when a mail arrived. */
  async function arrivals(from: Date, until: Date, timeZone: string, step = 10): Promise<string[]> {
    const arrived: string[] = [];
    for (let at = from.getTime(); at <= until.getTime(); at += step * MINUTE) {
      const before = server.received.length;
      await asOf(new Date(at), () => layDigests(timeZone));
      await asOf(new Date(at), deliverDue);
      if (server.received.length > before) arrived.push(new Date(at).toISOString());
    }
    return arrived;
  }

  it('are one mail for a person, by complaint, at their hour and not before', async () => {
    const noon = new Date('2026-11-26T12:00:00Z');
    await newsOfRosa(['Printer jams', 'Screen flickers'], noon);
    const times = await arrivals(new Date('2026-11-27T07:30:00Z'), new Date('2026-11-27T08:30:00Z'), 'UTC');
    expect(times).to.deep.equal(['2026-11-27T08:00:00.000Z']);
    const [{ mail } = expect.fail()] = server.received;
    expect(mail.subject).to.equal('Your digest: 2 pieces of news about 2 complaints');
    expect(mail.inReplyTo).to.equal(undefined);
    expect(mail.text).to.match(
      /Printer jams[\s\S]*About Printer jams\.[\s\S]*Screen flickers[\s\S]*About Screen/,
    );
    const states = (await Notification.findAll()).map(({ kind, state }) => `${kind} ${state}`);
    expect(states.toSorted()).to.deep.equal(['letter.digest sent', 'own.reply sent', 'own.reply sent']);
  });

  it('come late once where nothing ran at their hour, and leave out what its reader may not see by then', async () => {
    const noon = new Date('2026-11-24T12:00:00Z');
    await newsOfRosa(['Printer jams', 'Screen flickers'], noon);
    const [first] = await Notification.findAll({ where: { state: 'digest' }, order: ['id'] });
    await first?.update({ recipientId: cast.sam.id });
    const times = await arrivals(new Date('2026-11-27T15:00:00Z'), new Date('2026-11-27T16:00:00Z'), 'UTC');
    expect(times).to.deep.equal(['2026-11-27T15:00:00.000Z']);
    expect(server.received.map(({ to }) => to[0])).to.deep.equal([`${cast.rosa.username}@alphalab.example`]);
    expect(await Notification.count({ where: { state: 'dropped' } })).to.equal(2);
  });

  it('are laid once by several workers', async () => {
    await newsOfRosa(['Printer jams'], new Date('2026-11-26T12:00:00Z'));
    const laid = await asOf(new Date('2026-11-27T08:00:00Z'), () =>
      Promise.all([layDigests('UTC'), layDigests('UTC'), layDigests('UTC')]),
    );
    expect(laid.toSorted()).to.deep.equal([0, 0, 1]);
    expect(await Notification.count({ where: { kind: 'letter.digest' } })).to.equal(1);
  });

  // New York: 2:00 to 3:00 is left out on 8 March 2026, and 1:00 to 2:00 is there twice on 1 November.
  const DAYS: [what: string, hour: number, before: string, until: string][] = [
    ['whose hour is left out', 2, '2026-03-08T04:00:00Z', '2026-03-08T14:00:00Z'],
    ['whose hour is there twice', 1, '2026-11-01T03:00:00Z', '2026-11-01T14:00:00Z'],
  ];
  for (const [what, hour, before, until] of DAYS) {
    it(`come once on a day ${what}`, async () => {
      const zone = 'America/New_York';
      await newsOfRosa(['Printer jams'], new Date(before));
      await Notification.update(
        { nextAttemptAt: nextDigest(new Date(before), hour, zone) },
        { where: { state: 'digest' } },
      );
      const times = await arrivals(new Date(before), new Date(until), zone, 30);
      expect(times).to.have.length(1);
      const again = nextDigest(new Date(times[0] ?? ''), hour, zone).getTime() - Date.parse(before);
      expect(again).to.be.greaterThan(20 * 60 * MINUTE);
    });
  }

  it('gives a mail a job again whose own is gone, once', async () => {
    await buildNotification({ state: 'waiting', nextAttemptAt: new Date(Date.now() - 16 * MINUTE) });
    await buildNotification({ state: 'waiting', nextAttemptAt: new Date(Date.now() - 10 * MINUTE) });
    await buildNotification({ state: 'sent', nextAttemptAt: null });
    expect([await resumeMails(), await resumeMails()]).to.deep.equal([1, 0]);
    expect(await deliverDue()).to.equal(1);
  });

  it('forgets what is done with after a month, and what somebody may still want to see after three', async () => {
    const ago = (days: number) => ({ createdAt: new Date(Date.now() - days * 24 * 60 * MINUTE) });
    const portal = {
      recipientId: cast.rosa.id,
      kind: 'own.reply',
      channel: 'portal',
      state: 'sent',
    } as const;
    await buildNotification({ state: 'sent', ...ago(31) });
    await buildNotification({ state: 'dead', ...ago(91) });
    await buildNotification({ ...portal, readAt: new Date(), ...ago(31) });
    await buildNotification({ ...portal, ...ago(91) });
    const kept = [
      await buildNotification({ state: 'sent', ...ago(29) }),
      await buildNotification({ state: 'dead', ...ago(31) }),
      await buildNotification({ ...portal, ...ago(31) }),
      await buildNotification({ state: 'waiting', ...ago(100) }),
    ];
    expect(await pruneNotifications()).to.equal(4);
    const left = await Notification.findAll({ order: ['id'] });
    expect(left.map(({ id }) => id)).to.deep.equal(kept.map(({ id }) => id));
  });

  it('does not send what was carried by a mail that is gone', async () => {
    const carried = await buildNotification({ state: 'waiting', carrierId: 1 });
    const { signal } = new AbortController();
    expect(await deliverMail({ notificationId: carried.id }, { signal }, 'UTC')).to.equal(0);
  });
});
