import { Op, type WhereOptions } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { DAY_MS } from '../../durations.ts';
import { Notification } from '../../models/notification.ts';

/** Rows of one transaction: few, since on SQLite everybody else's writing waits for it. */
const BATCH = 500;

function before(days: number): { readonly [Op.lt]: Date } {
  return { [Op.lt]: new Date(presentMoment().getTime() - days * DAY_MS) };
}

/** What is kept no longer: what is done with after a month, what somebody may still want to see after three. */
function over(): WhereOptions[] {
  return [
    { channel: 'mail', state: ['sent', 'dropped'], createdAt: before(30) },
    { channel: 'mail', state: 'dead', createdAt: before(90) },
    { channel: 'portal', readAt: { [Op.not]: null }, createdAt: before(30) },
    { channel: 'portal', readAt: null, createdAt: before(90) },
  ];
}

async function removeBatch(where: WhereOptions): Promise<number> {
  const rows = await Notification.findAll({ attributes: ['id'], where, limit: BATCH, raw: true });
  if (rows.length === 0) return 0;
  return inTransaction(() => Notification.destroy({ where: { id: rows.map(({ id }) => id) } }));
}

/** Removes notifications of long ago; returns how many. */
export async function pruneNotifications(signal?: AbortSignal): Promise<number> {
  let removed = 0;
  for (const where of over()) {
    for (let batch = 1; batch > 0; removed += batch) {
      signal?.throwIfAborted();
      batch = await removeBatch(where);
    }
  }
  return removed;
}
