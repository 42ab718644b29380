import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import { Notification } from '../../../models/notification.ts';
import { isNewsKind, NEWS_KIND_NAMES, newsKind } from '../../../notifications/kinds.ts';
import { DELIVERING } from '../notify.ts';

/** How long a process that sends a mail is believed to be at it, in milliseconds: longer than sending can take. */
export const SENDING_MS = 120_000;

/** A mail that is this process's to send: the notification that carries it, and those that it carries beside. */
export interface ClaimedMail {
  readonly carrier: Notification;
  /** All of them, the oldest first. */
  readonly rows: readonly Notification[];
}

const BURST_KINDS = NEWS_KIND_NAMES.filter((name) => newsKind(name).joinsBursts === true);

/** Of so many complaints one mail tells at most. */
const MOST_COMPLAINTS = 50;

function joins({ kind, complaintId, recipientId, attempts }: Notification): boolean {
  const isNews = isNewsKind(kind) && newsKind(kind).joinsBursts === true;
  // What may have arrived by an attempt before must not change.
  return isNews && complaintId !== null && recipientId !== null && attempts === 0;
}

/** Takes what else this person is about to be told of the same complaint into the same mail. */
async function gather(carrier: Notification, until: Date): Promise<void> {
  const { id, recipientId, complaintId } = carrier;
  const others = { channel: 'mail', state: 'waiting', attempts: 0, carrierId: null } as const;
  await Notification.update(
    { state: 'sending', carrierId: id, nextAttemptAt: until },
    { where: { ...others, recipientId, complaintId, kind: BURST_KINDS, id: { [Op.ne]: id } } },
  );
}

/** Takes what this person is about to be told of the same kind about other complaints into the same mail. */
async function gatherAlike({ id, recipientId, complaintId, kind }: Notification, until: Date): Promise<void> {
  const waiting = { channel: 'mail', state: 'waiting', attempts: 0, carrierId: null } as const;
  const alike = await Notification.findAll({
    attributes: ['id'],
    where: { ...waiting, recipientId, kind, complaintId: { [Op.notIn]: [complaintId ?? 0] } },
    order: ['id'],
    limit: MOST_COMPLAINTS - 1,
    raw: true,
  });
  if (alike.length === 0) return;
  await Notification.update(
    { state: 'sending', carrierId: id, nextAttemptAt: until },
    { where: { ...waiting, id: alike.map((row) => row.id) } },
  );
}

/** Takes a mail whose time has come unless somebody else did, or one whose process is gone. */
async function take(mail: Notification, now: Date): Promise<boolean> {
  const { id, state, nextAttemptAt, attempts } = mail;
  const until = new Date(now.getTime() + SENDING_MS);
  const [changed] = await Notification.update(
    { state: 'sending', nextAttemptAt: until, attempts: attempts + 1 },
    { where: { id, state, nextAttemptAt, attempts } },
  );
  if (changed !== 1) return false;
  // What it carried as it was tried before, or what was laid into it.
  await Notification.update(
    { state: 'sending', nextAttemptAt: until },
    { where: { carrierId: id, state: 'waiting' } },
  );
  if (joins(mail)) await gather(mail, until);
  if (joins(mail) && isNewsKind(mail.kind) && newsKind(mail.kind).joinsComplaints === true)
    await gatherAlike(mail, until);
  return true;
}

/**
 * Until when a process that sends a mail is believed. A clock that was ahead and has been set back since may say an hour:
 * then it is brought within what sending can take.
 */
async function believedUntil({ id, attempts, nextAttemptAt }: Notification, now: Date): Promise<Date> {
  const latest = new Date(now.getTime() + SENDING_MS);
  // Clocks of several machines differ by a little.
  const isOdd = nextAttemptAt !== null && nextAttemptAt.getTime() > latest.getTime() + SENDING_MS;
  if (!isOdd) return nextAttemptAt ?? now;
  const own = { attempts, nextAttemptAt, state: 'sending' };
  await Notification.update(
    { nextAttemptAt: latest },
    { where: { ...own, [Op.or]: [{ id }, { carrierId: id }] } },
  );
  return latest;
}

/** Looks after a mail once its process is not believed any more; one job does, however many asked. */
async function lookAgain({ id, attempts }: Notification, runAt: Date): Promise<void> {
  await enqueue(
    DELIVERING,
    { notificationId: id },
    { runAt, dedupeKey: `mail:${id}:after:${attempts}:${runAt.getTime()}` },
  );
}

/**
 * Makes a mail this process's own, with all that goes with it; undefined where there is nothing to send. Of several who
 * try at once one gets it, and nobody before its time. A mail that another process is sending is looked at again when that
 * one is not believed any more.
 */
export async function claimMail(id: number): Promise<ClaimedMail | undefined> {
  return inTransaction(async () => {
    const now = presentMoment();
    const mail = await Notification.findOne({ where: { id, channel: 'mail', carrierId: null } });
    if (mail === null) return undefined;
    if (mail.state !== 'waiting' && mail.state !== 'sending') return undefined;
    if (mail.nextAttemptAt !== null && mail.nextAttemptAt > now) {
      // A mail that waits has a job of its own for that moment.
      if (mail.state === 'sending') await lookAgain(mail, await believedUntil(mail, now));
      return undefined;
    }
    if (!(await take(mail, now))) return undefined;
    const rows = await Notification.findAll({
      where: { [Op.or]: [{ id }, { carrierId: id }], state: 'sending' },
      order: ['id'],
    });
    return { carrier: rows.find((row) => row.id === id) ?? mail, rows };
  });
}
