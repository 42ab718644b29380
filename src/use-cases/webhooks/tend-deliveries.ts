import { Op, type WhereOptions } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { DAY_MS, MINUTE_MS } from '../../durations.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { WebhookDelivery } from '../../models/webhook-delivery.ts';
import { TELLING } from './webhook-follower.ts';

/** How long a delivery may be overdue before its job counts as gone, in milliseconds. */
const OVERDUE_MS = 15 * MINUTE_MS;
/** Rows of one transaction: few, since on SQLite everybody else's writing waits for it. */
const BATCH = 500;
/** For how many days it is known what became of a delivery. */
const KEPT_DAYS = 30;

const before = (ms: number) => ({ [Op.lt]: new Date(presentMoment().getTime() - ms) });

async function resume(): Promise<number> {
  const overdue = await WebhookDelivery.findAll({
    attributes: ['id', 'nextAttemptAt'],
    where: { state: ['waiting', 'sending'], nextAttemptAt: before(OVERDUE_MS) },
    order: ['nextAttemptAt'],
    limit: BATCH,
  });
  let resumed = 0;
  for (const { id, nextAttemptAt } of overdue) {
    // Once for each time that it was due.
    const dedupeKey = `webhook:${id}:late:${nextAttemptAt?.getTime() ?? 0}`;
    if (await inTransaction(() => enqueue(TELLING, { deliveryId: id }, { dedupeKey }))) resumed += 1;
  }
  return resumed;
}

async function removeBatch(): Promise<number> {
  const where: WhereOptions = { state: ['done', 'dead', 'dropped'], createdAt: before(KEPT_DAYS * DAY_MS) };
  const rows = await WebhookDelivery.findAll({ attributes: ['id'], where, limit: BATCH, raw: true });
  if (rows.length === 0) return 0;
  return inTransaction(() => WebhookDelivery.destroy({ where: { id: rows.map(({ id }) => id) } }));
}

/** Gives deliveries a job again whose own is gone, and forgets what became of those of long ago. Returns how many. */
export async function tendDeliveries(signal?: AbortSignal): Promise<number> {
  signal?.throwIfAborted();
  let done = await resume();
  for (let batch = 1; batch > 0; done += batch) {
    signal?.throwIfAborted();
    batch = await removeBatch();
  }
  return done;
}
