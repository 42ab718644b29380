import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import { Notification } from '../../../models/notification.ts';
import { DELIVERING } from '../notify.ts';

/** How long a mail may be overdue before its job counts as gone, in milliseconds. */
const OVERDUE_MS = 15 * 60_000;
/** Mails that are looked at in one go. */
const MOST = 1000;

/** Gives mails a job again that are long overdue, as when their job was given up or removed. Returns how many. */
export async function resumeMails(signal?: AbortSignal): Promise<number> {
  const before = new Date(presentMoment().getTime() - OVERDUE_MS);
  const overdue = await Notification.findAll({
    attributes: ['id', 'nextAttemptAt'],
    where: {
      channel: 'mail',
      state: ['waiting', 'sending'],
      carrierId: null,
      nextAttemptAt: { [Op.lt]: before },
    },
    order: ['id'],
    limit: MOST,
  });
  let resumed = 0;
  for (const { id, nextAttemptAt } of overdue) {
    signal?.throwIfAborted();
    // Once for each time that it was due.
    const dedupeKey = `mail:${id}:${nextAttemptAt?.toISOString() ?? ''}`;
    const isNew = await inTransaction(() => enqueue(DELIVERING, { notificationId: id }, { dedupeKey }));
    if (isNew) resumed += 1;
  }
  return resumed;
}
