import { literal } from 'sequelize';
import { Webhook } from '../../models/webhook.ts';
import { DELIVERY_STATES, WebhookDelivery } from '../../models/webhook-delivery.ts';
import type { Actor } from '../../policies/actor.ts';
import { webhookDeliveryPolicy } from '../../policies/webhook-delivery.ts';
import { choiceFilter, dateFilter, referenceFilter, searchIn } from '../records/listing/filters.ts';
import type { Listing, Values } from '../records/listing/listing.ts';
import { WEBHOOK_EVENTS } from './webhook-events.ts';

export { DELIVERY_STATES };

/** A receiver may answer with what it was told, which its owner alone may have seen for certain. */
async function fill(rows: readonly Values[], actor: Actor): Promise<Map<number, Values>> {
  const id = [...new Set(rows.map(({ webhookId }) => Number(webhookId)))];
  const webhooks = await Webhook.findAll({ attributes: ['id', 'ownerId'], where: { id } });
  const own = new Set(webhooks.filter(({ ownerId }) => ownerId === actor.id).map((one) => one.id));
  return new Map(
    rows.map(({ id: rowId, webhookId, answer }) => {
      const isHidden = typeof answer === 'string' && answer !== '' && !own.has(Number(webhookId));
      return [Number(rowId), isHidden ? { answer: 'Only the owner of the webhook reads it.' } : {}];
    }),
  );
}

/** What webhooks were told, and what they answered, as a list. */
export const webhookDeliveryList: Listing = {
  model: WebhookDelivery,
  policy: webhookDeliveryPolicy,
  columns: [
    'id',
    'webhookId',
    'eventId',
    'eventName',
    'messageId',
    'state',
    'attempts',
    'nextAttemptAt',
    'status',
    'answer',
    'lastError',
    'endedAt',
    'createdAt',
  ],
  filters: {
    webhookId: referenceFilter('webhookId'),
    state: choiceFilter('state', DELIVERY_STATES),
    eventName: choiceFilter('eventName', WEBHOOK_EVENTS),
    createdAt: dateFilter('createdAt'),
  },
  sortable: ['id', 'eventName', 'state', 'attempts', 'status', 'nextAttemptAt', 'endedAt', 'createdAt'],
  // Engines order dots and dashes by rules of their own.
  sortedBy: { eventName: literal('HEX(event_name)') },
  order: ['id', 'desc'],
  search: searchIn(WebhookDelivery, ['eventName', 'messageId']),
  fill,
};
