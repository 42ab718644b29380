import { randomBytes } from 'node:crypto';
import { ForeignKeyConstraintError, type CreationAttributes } from 'sequelize';
import { OnceInTransaction } from '../../database/once-in-transaction.ts';
import { presentMoment } from '../../database/present-moment.ts';
import { select } from '../../database/select.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { Follower } from '../../journal/followers.ts';
import { WebhookDelivery } from '../../models/webhook-delivery.ts';
import { eventsIn, isWebhookEvent } from './webhook-events.ts';

/** The kind of job that tells one webhook of one event. */
export const TELLING = 'webhooks.deliver';

const ACTIVE = 'FROM webhooks WHERE is_active = 1 AND owner_id IS NOT NULL';

/** A condition: there is a webhook that hears of something, and the other condition holds. */
export function anyWebhook(condition: string): string {
  return `EXISTS (SELECT 1 ${ACTIVE} AND ${condition})`;
}

interface Heard {
  readonly id: number;
  readonly events: string;
}

const active = new OnceInTransaction(() => select<Heard>(`SELECT id, events ${ACTIVE}`, {}));

/** Spares the running transaction the question, where `anyWebhook` did not hold. */
export function noWebhookHears(): void {
  active.tell([]);
}

/** Undefined where the webhook was deleted since it was read: there is nobody to tell, and what happened stands. */
async function create(delivery: CreationAttributes<WebhookDelivery>): Promise<WebhookDelivery | undefined> {
  try {
    return await WebhookDelivery.create(delivery);
  } catch (error) {
    if (error instanceof ForeignKeyConstraintError) return undefined;
    throw error;
  }
}

async function lay(webhookId: number, eventId: number, eventName: string): Promise<void> {
  const delivery = await create({
    webhookId,
    eventId,
    eventName,
    messageId: `msg_${randomBytes(16).toString('hex')}`,
    nextAttemptAt: presentMoment(),
  });
  if (delivery !== undefined) await enqueue(TELLING, { deliveryId: delivery.id });
}

/** Lays, in the transaction of an event, what is told to the webhooks that want to hear of it. */
export const webhookFollower: Follower = {
  concerns: ({ name }) => isWebhookEvent(name),
  async follow(eventId, { name }) {
    for (const { id, events } of await active.read())
      if (eventsIn(events).includes(name)) await lay(id, eventId, name);
  },
};
