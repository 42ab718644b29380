import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { record } from '../../journal/record.ts';
import { Webhook } from '../../models/webhook.ts';
import { WebhookDelivery } from '../../models/webhook-delivery.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize, found } from '../../policies/policy.ts';
import { webhookDeliveryPolicy } from '../../policies/webhook-delivery.ts';
import { lockRows } from '../records/lock-rows.ts';
import { TELLING } from './webhook-follower.ts';

const NOUN = { model: WebhookDelivery, policy: webhookDeliveryPolicy };

function requireFree({ state, nextAttemptAt }: WebhookDelivery): void {
  if (state === 'sending') throw new ConflictError('This is being sent.');
  if (state === 'waiting' && nextAttemptAt !== null && nextAttemptAt <= presentMoment())
    throw new ConflictError('This is due already, and goes as soon as there is room for it.');
}

/**
 * Tells a webhook once more what it was told, or was to be told: at once, as if it had never failed, and with the same
 * number, by which a receiver knows it again.
 *
 * @throws NotFoundError, ForbiddenError, or ConflictError when it is due or on its way, or the webhook is switched off.
 */
export async function sendWebhookAgain(actor: Actor, deliveryId: number): Promise<void> {
  authorize(webhookDeliveryPolicy, actor, 'sendAgain');
  await inTransaction(async () => {
    const delivery = found((await lockRows(actor, NOUN, [deliveryId]))[0]);
    if (!(delivery instanceof WebhookDelivery)) throw new Error('a delivery that is none');
    requireFree(delivery);
    const { webhookId, eventName } = delivery;
    const webhook = found(await Webhook.findByPk(webhookId, { attributes: ['isActive'] }));
    if (!webhook.isActive) throw new ConflictError('The webhook is switched off. Switch it on first.');
    await delivery.update({
      state: 'waiting',
      attempts: 0,
      nextAttemptAt: presentMoment(),
      endedAt: null,
    });
    await enqueue(TELLING, { deliveryId });
    await record({ name: 'webhook.resent', by: actor, subjectId: webhookId, details: { event: eventName } });
  });
}
