import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { ConflictError } from '../../../errors.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import { record } from '../../../journal/record.ts';
import { Notification } from '../../../models/notification.ts';
import type { Actor } from '../../../policies/actor.ts';
import { outboxPolicy } from '../../../policies/outbox.ts';
import { authorize, found } from '../../../policies/policy.ts';
import { DELIVERING } from '../notify.ts';

const GOES = 'This mail is due already, and goes as soon as there is room for it.';

/** Frees a mail that was carried by another, which has gone or was given up: it goes by itself now. */
async function renew({ id, state, attempts, nextAttemptAt }: Notification): Promise<boolean> {
  const now = presentMoment();
  const due = { state: 'waiting', attempts: 0, nextAttemptAt: now } as const;
  const own = { ...due, carrierId: null };
  const [changed] = await Notification.update(own, { where: { id, state, attempts, nextAttemptAt } });
  if (changed === 0) return false;
  await Notification.update(due, { where: { carrierId: id, state: 'dead' } });
  await enqueue(DELIVERING, { notificationId: id });
  return true;
}

const isDue = ({ state, nextAttemptAt }: Notification): boolean =>
  state === 'waiting' && nextAttemptAt !== null && nextAttemptAt <= presentMoment();

/**
 * Lets a mail that waits or was given up be sent at once, with all that it carried, as if it had never failed.
 *
 * @throws NotFoundError, ForbiddenError, or ConflictError when it is due already, being sent, has gone, or goes with
 * another mail.
 */
export async function sendAgain(actor: Actor, id: number): Promise<void> {
  authorize(outboxPolicy, actor, 'sendAgain');
  await inTransaction(async () => {
    const mail = found(
      await Notification.findOne({ where: { [Op.and]: [{ id }, outboxPolicy.visibleTo(actor)] } }),
    );
    if (mail.state === 'waiting' && mail.carrierId !== null) {
      throw new ConflictError(`This goes with mail ${mail.carrierId}.`);
    }
    if (mail.state !== 'waiting' && mail.state !== 'dead') {
      throw new ConflictError(
        mail.state === 'sending' ? 'This mail is being sent.' : 'This mail is done with.',
      );
    }
    if (isDue(mail) || !(await renew(mail))) throw new ConflictError(GOES);
    await record({ name: 'notification.resent', by: actor, subjectId: id, details: { kind: mail.kind } });
  });
}
