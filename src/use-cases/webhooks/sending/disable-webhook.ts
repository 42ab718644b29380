import { presentMoment } from '../../../database/present-moment.ts';
import { record } from '../../../journal/record.ts';
import { Webhook } from '../../../models/webhook.ts';
import { WebhookDelivery } from '../../../models/webhook-delivery.ts';
import { WebhookFailure } from '../../../models/webhook-failure.ts';
import { portal } from '../../../policies/actor.ts';

/** Switches a webhook off, in the surrounding transaction, and lets those hear of it who look after webhooks. */
export async function disableWebhook(id: number, reason: string): Promise<void> {
  const webhook = await Webhook.findByPk(id);
  if (webhook?.isActive !== true) return;
  await webhook.update({ isActive: false, offBecause: reason, version: webhook.version + 1 });
  await WebhookFailure.destroy({ where: { webhookId: id } });
  const dropped = {
    state: 'dropped',
    nextAttemptAt: null,
    endedAt: presentMoment(),
    lastError: reason,
  } as const;
  await WebhookDelivery.update(dropped, { where: { webhookId: id, state: 'waiting' } });
  const details = { called: webhook.name, reason };
  await record({ name: 'webhook.disabled', by: portal, subjectId: id, details });
}
