import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import { WebhookDelivery } from '../../../models/webhook-delivery.ts';
import { TELLING } from '../webhook-follower.ts';

/** How long a process that tells something is believed to be at it, in milliseconds: longer than an answer may take. */
export const SENDING_MS = 60_000;

/** Looks after it at its time; one job does, however many asked. */
async function lookAgain(deliveryId: number, runAt: Date): Promise<void> {
  await enqueue(TELLING, { deliveryId }, { runAt, dedupeKey: `webhook:${deliveryId}:${runAt.getTime()}` });
}

/**
 * Makes a delivery this process's own; undefined where there is nothing to do now. Of several who try at once one gets it,
 * and nobody before its time.
 */
export async function claimDelivery(id: number): Promise<WebhookDelivery | undefined> {
  return inTransaction(async () => {
    const now = presentMoment();
    const delivery = await WebhookDelivery.findByPk(id);
    if (delivery === null) return undefined;
    const { state, attempts, nextAttemptAt } = delivery;
    if (state !== 'waiting' && state !== 'sending') return undefined;
    if (nextAttemptAt !== null && nextAttemptAt > now) {
      await lookAgain(id, nextAttemptAt);
      return undefined;
    }
    const own = {
      state: 'sending',
      attempts: attempts + 1,
      nextAttemptAt: new Date(now.getTime() + SENDING_MS),
    } as const;
    const [changed] = await WebhookDelivery.update(own, { where: { id, state, attempts, nextAttemptAt } });
    return changed === 1 ? delivery.set(own) : undefined;
  });
}
