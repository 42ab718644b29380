import { presentMoment } from '../../../database/present-moment.ts';
import { transactionUntil } from '../../../database/transaction-until.ts';
import { mostAttempts, pauseAfter } from '../../../jobs/backoff.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import type { MailFault } from '../../../mail/mail.ts';
import { MailRefusal } from '../../../models/mail-refusal.ts';
import { Notification } from '../../../models/notification.ts';
import { DELIVERING } from '../notify.ts';
import type { ClaimedMail } from './claim-mail.ts';

const MOST_ATTEMPTS = mostAttempts();

type Changes = Partial<Pick<Notification, 'state' | 'nextAttemptAt' | 'lastError' | 'sentAt' | 'address'>>;

/** Writes down what became of a mail in all that it carried and that is still this process's. */
async function change({ carrier, rows }: ClaimedMail, changes: Changes): Promise<void> {
  const id = rows.map((row) => row.id);
  // Somebody took it over where the time or the count is another one.
  const { attempts } = carrier;
  const own = await Notification.count({ where: { id: carrier.id, attempts } });
  if (own === 1) await Notification.update(changes, { where: { id, state: 'sending' } });
}

/** Also while the database is away: as long as nobody else may take the mail over, since one whose record is lost is sent again. */
function patiently({ carrier }: ClaimedMail, work: () => Promise<void>): Promise<void> {
  return transactionUntil(carrier.nextAttemptAt ?? presentMoment(), work);
}

/**
 * A mail was taken by the server, and so is whoever's address it went to.
 *
 * @param hindered why its recipient was not told some of it, by the notification's id.
 */
export async function noteSent(
  mail: ClaimedMail,
  address: string,
  hindered: ReadonlyMap<number, string>,
): Promise<void> {
  const { carrier, rows } = mail;
  await patiently(mail, async () => {
    for (const [id, reason] of hindered) {
      const left = { carrier, rows: rows.filter((row) => row.id === id) };
      await change(left, { state: 'dropped', nextAttemptAt: null, lastError: reason });
    }
    const sent = { state: 'sent', sentAt: presentMoment(), address } as const;
    await change(mail, { ...sent, nextAttemptAt: null, lastError: null });
    const { recipientId } = carrier;
    if (recipientId !== null) await MailRefusal.destroy({ where: { userId: recipientId, address } });
  });
}

/** Nothing of this is for its recipient any more. */
export async function noteDropped(mail: ClaimedMail, reason: string): Promise<void> {
  await patiently(mail, () => change(mail, { state: 'dropped', nextAttemptAt: null, lastError: reason }));
}

async function giveUp(mail: ClaimedMail, { message, isFinal }: MailFault, address: string): Promise<void> {
  await change(mail, { state: 'dead', nextAttemptAt: null, lastError: message });
  const { recipientId } = mail.carrier;
  if (!isFinal || recipientId === null || mail.carrier.address !== null) return;
  await MailRefusal.upsert({ userId: recipientId, address, reason: message, refusedAt: presentMoment() });
}

/** A mail was not taken: it waits, the longer the more often, and is given up after a day or where it is refused for good. */
export async function noteFailed(mail: ClaimedMail, fault: MailFault, address: string): Promise<void> {
  const { id, attempts } = mail.carrier;
  await patiently(mail, async () => {
    if (fault.isFinal || attempts >= MOST_ATTEMPTS) return giveUp(mail, fault, address);
    const nextAttemptAt = new Date(presentMoment().getTime() + pauseAfter(attempts));
    await change(mail, { state: 'waiting', nextAttemptAt, lastError: fault.message });
    await enqueue(DELIVERING, { notificationId: id }, { runAt: nextAttemptAt });
  });
}
