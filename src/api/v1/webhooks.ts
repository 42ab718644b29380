import { z } from 'zod';
import type { Listing } from '../../use-cases/records/listing/listing.ts';
import { asOfVersion } from '../../use-cases/records/as-of-version.ts';
import { createWebhook } from '../../use-cases/webhooks/create-webhook.ts';
import { deleteWebhooks } from '../../use-cases/webhooks/delete-webhooks.ts';
import { DELIVERY_STATES, webhookDeliveryList } from '../../use-cases/webhooks/list-webhook-deliveries.ts';
import { webhookList } from '../../use-cases/webhooks/list-webhooks.ts';
import { makeWebhookSecret } from '../../use-cases/webhooks/make-webhook-secret.ts';
import { sendWebhookAgain } from '../../use-cases/webhooks/send-webhook-again.ts';
import { updateWebhook } from '../../use-cases/webhooks/update-webhook.ts';
import { eventsIn, WEBHOOK_EVENTS } from '../../use-cases/webhooks/webhook-events.ts';
import { webhookNoun } from '../../use-cases/webhooks/webhook-noun.ts';
import { route } from '../route.ts';
import { id, list, moment } from '../shapes.ts';
import { readRoutes, recordRoutes } from './record-routes.ts';
import { flag, text, times } from './record-shapes.ts';

const TAG = 'Webhooks';
const RIGHT = 'integrations.edit';

/** The list with the events of each as names in a list. */
const webhooks: Listing = {
  ...webhookList,
  async fill(rows, actor) {
    const filled = await webhookList.fill?.(rows, actor);
    return new Map(
      rows.map(({ id: rowId, events }) => {
        const names = eventsIn(typeof events === 'string' ? events : '');
        return [Number(rowId), { ...filled?.get(Number(rowId)), events: names }];
      }),
    );
  },
};

/** Where other programs are told of what happens, and what they were told. */
export const webhookRoutes = [
  ...recordRoutes({
    path: '/webhooks',
    tag: TAG,
    nouns: ['webhook', 'webhooks'],
    needs: RIGHT,
    rights: { edit: RIGHT, remove: RIGHT },
    list: webhooks,
    noun: webhookNoun,
    row: {
      id,
      name: z.string(),
      url: z.string(),
      events: list(z.string()),
      isActive: z.boolean(),
      offBecause: z.string().meta({ description: 'Why the portal switched it off; empty: it did not.' }),
      trouble: z.string().meta({ description: 'What somebody should look into; empty: nothing.' }),
      failingSince: moment.nullable(),
      ownerId: id.nullable().meta({ description: 'Who decides what it is told: what they may see.' }),
      formerUntil: moment.nullable().meta({ description: 'Until when the former secret signs as well.' }),
      ...times,
    },
    fields: {
      name: text,
      url: text,
      events: z
        .array(z.string('This is the name of an event.'))
        .meta({ description: `Any of ${WEBHOOK_EVENTS.join(', ')}.` }),
      isActive: flag,
    },
    required: ['name', 'url', 'events'],
    create: async (actor, values) => (await createWebhook(actor, values, false)).webhook,
    update: updateWebhook,
    remove: deleteWebhooks,
  }),
  route({
    // No POST: what is answered to one with a key is stored, and this is stored nowhere else in words.
    method: 'put',
    path: '/webhooks/{id}/secret',
    tag: TAG,
    summary: 'Make a webhook a new secret, which is answered this once',
    description: 'For a day the former one signs as well, if anybody ever saw it.',
    needs: RIGHT,
    ifMatch: 'optional',
    answer: z.strictObject({ secret: z.string() }),
    handle: async ({ actor, ids, version }) => {
      const id = Number(ids.id);
      const make = () => makeWebhookSecret(actor, id);
      const { secret } = await asOfVersion(actor, webhookNoun, id, version, make);
      return { secret };
    },
  }),
  ...readRoutes({
    path: '/webhook-deliveries',
    tag: TAG,
    nouns: ['delivery', 'deliveries'],
    needs: RIGHT,
    list: webhookDeliveryList,
    row: {
      id,
      webhookId: id,
      eventId: id.nullable(),
      eventName: z.string(),
      messageId: z.string(),
      state: z.enum(DELIVERY_STATES),
      attempts: z.int(),
      nextAttemptAt: moment.nullable(),
      status: z.int().nullable(),
      answer: z.string().nullable(),
      lastError: z.string().nullable(),
      endedAt: moment.nullable(),
      createdAt: moment,
    },
  }),
  route({
    method: 'post',
    path: '/webhook-deliveries/{id}/send-again',
    tag: TAG,
    summary: 'Tell a webhook once more what it was told, or was to be told',
    needs: RIGHT,
    handle: ({ actor, ids }) => sendWebhookAgain(actor, Number(ids.id)),
  }),
];
