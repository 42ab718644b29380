import type { ActionContext, ActionHandler, ActionResponse } from 'adminjs';
import { DELIVERY_STATES, WebhookDelivery } from '../../models/webhook-delivery.ts';
import { Webhook } from '../../models/webhook.ts';
import { webhookDeliveryPolicy } from '../../policies/webhook-delivery.ts';
import { EVENT_WORDS } from '../../use-cases/journal/event-words.ts';
import { createWebhook } from '../../use-cases/webhooks/create-webhook.ts';
import { deleteWebhooks } from '../../use-cases/webhooks/delete-webhooks.ts';
import { webhookDeliveryList } from '../../use-cases/webhooks/list-webhook-deliveries.ts';
import { webhookList } from '../../use-cases/webhooks/list-webhooks.ts';
import { makeWebhookSecret } from '../../use-cases/webhooks/make-webhook-secret.ts';
import { sendWebhookAgain } from '../../use-cases/webhooks/send-webhook-again.ts';
import { updateWebhook } from '../../use-cases/webhooks/update-webhook.ts';
import { isWebhookEvent, WEBHOOK_EVENT_CHOICES } from '../../use-cases/webhooks/webhook-events.ts';
import { webhookNoun } from '../../use-cases/webhooks/webhook-noun.ts';
import { components } from '../components/index.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { allowedBy, currentRecord, recordOf, type Actions } from '../table/actions.ts';
import { again } from '../table/again.ts';
import { MENU, panelTable } from '../table/panel-table.ts';
import type { Table } from '../table/table.ts';

type Handler = ActionHandler<ActionResponse>;

const table: Table = {
  ...webhookNoun,
  nouns: ['webhook', 'webhooks'],
  list: webhookList,
  historyOf: ({ id }) => ({ subjectType: 'webhook', subjectId: id }),
  editable: ['name', 'url', 'events', 'isActive'],
  title: ({ name }) => String(name),
  titleColumns: ['name'],
  // Its page is where a secret is shown, to whoever asks for one.
  create: async (actor, values) => (await createWebhook(actor, values, false)).webhook,
  update: updateWebhook,
  async remove(actor, ids) {
    await deleteWebhooks(actor, ids);
    return {};
  },
  async noteOn(id) {
    const webhook = await Webhook.findByPk(id, { attributes: ['secretShownAt'] });
    const isUnseen = webhook?.secretShownAt === null;
    return isUnseen ? 'Open it and choose “New secret”: nobody has its secret yet.' : undefined;
  },
};

const makeSecret: Handler = async (_request, _response, context: ActionContext) => {
  const id = Number(recordOf(context).id());
  const { secret } = await makeWebhookSecret(actorBehind(context.currentAdmin), id);
  return { record: await currentRecord(id, context), secret };
};

/** Where other programs are told of what happens. */
export const webhooks = () =>
  panelTable(table, {
    menu: MENU.operations,
    icon: 'Link2',
    titleProperty: 'name',
    list: ['name', 'url', 'isActive', 'trouble', 'ownerId'],
    show: [
      'name',
      'url',
      'tells',
      'isActive',
      'trouble',
      'failingSince',
      'ownerId',
      'formerUntil',
      'createdAt',
      'updatedAt',
    ],
    filter: ['name', 'isActive', 'ownerId'],
    labels: {
      name: 'Name',
      url: 'Address',
      events: 'Is told of',
      tells: 'Is told of',
      isActive: 'Active',
      trouble: 'Trouble',
      failingSince: 'Failing since',
      ownerId: 'Owner',
      formerUntil: 'Former secret counts until',
      createdAt: 'Created',
      updatedAt: 'Last change',
    },
    properties: {
      url: { description: 'url', isSortable: false },
      events: {
        isSortable: false,
        // No list of which it is one: it is several of them.
        custom: { choices: WEBHOOK_EVENT_CHOICES },
        components: { edit: components.WebhookEvents },
      },
      tells: { type: 'textarea', isSortable: false, components: { show: components.MultilineText } },
      isActive: { isRequired: false, custom: { defaultValue: true } },
      trouble: { type: 'string', isSortable: false },
      failingSince: { type: 'datetime', isSortable: false },
      ownerId: { type: 'reference', reference: 'users', isSortable: false },
    },
    actions: {
      makeSecret: {
        actionType: 'record',
        icon: 'Key',
        component: components.WebhookSecret,
        isAccessible: allowedBy('makeSecret'),
        handler: makeSecret,
      },
    },
  });

const STATES: Record<(typeof DELIVERY_STATES)[number], string> = {
  waiting: 'Waiting',
  sending: 'Being sent',
  done: 'Taken',
  dead: 'Given up',
  dropped: 'Not told',
};

const wordsOf = (name: unknown): string =>
  typeof name === 'string' && isWebhookEvent(name) ? EVENT_WORDS[name] : String(name);

const deliveries: Table = {
  model: WebhookDelivery,
  policy: webhookDeliveryPolicy,
  nouns: ['delivery', 'deliveries'],
  list: webhookDeliveryList,
  editable: [],
  title: ({ eventName, id }) => `${wordsOf(eventName)} (${String(id)})`,
  titleColumns: ['id', 'eventName'],
};

const deliveryActions: Actions = {
  sendAgain: again('sendAgain', sendWebhookAgain, 'The webhook is told as soon as there is room for it.'),
};

/** What webhooks were told: what waits, what was taken, and what was answered. */
export const webhookDeliveries = () =>
  panelTable(deliveries, {
    menu: MENU.operations,
    icon: 'List',
    titleProperty: 'eventName',
    list: ['eventName', 'webhookId', 'state', 'status', 'attempts', 'lastError', 'createdAt'],
    show: [
      'eventName',
      'webhookId',
      'state',
      'status',
      'answer',
      'lastError',
      'attempts',
      'nextAttemptAt',
      'endedAt',
      'messageId',
      'createdAt',
    ],
    filter: ['webhookId', 'state', 'eventName', 'createdAt'],
    labels: {
      eventName: 'What it tells',
      webhookId: 'Webhook',
      state: 'State',
      status: 'Answer',
      answer: 'What was answered',
      lastError: 'Why not',
      attempts: 'Attempts',
      nextAttemptAt: 'Next attempt',
      endedAt: 'Ended',
      messageId: 'Number (webhook-id)',
      createdAt: 'Happened',
    },
    properties: {
      state: { availableValues: DELIVERY_STATES.map((value) => ({ value, label: STATES[value] })) },
      eventName: { availableValues: [...WEBHOOK_EVENT_CHOICES], custom: { isSentence: true } },
      webhookId: { type: 'reference', reference: 'webhooks', isSortable: false },
      answer: { type: 'textarea', components: { show: components.MultilineText } },
      lastError: { type: 'textarea', components: { show: components.MultilineText } },
    },
    actions: deliveryActions,
  });
