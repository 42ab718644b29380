import { Webhook } from '../../models/webhook.ts';
import { WebhookFailure } from '../../models/webhook-failure.ts';
import { webhookPolicy } from '../../policies/webhook.ts';
import { flagFilter, referenceFilter, searchIn, textFilter } from '../records/listing/filters.ts';
import { EVENT_WORDS } from '../journal/event-words.ts';
import type { Listing, Values } from '../records/listing/listing.ts';
import { eventsIn, isWebhookEvent } from './webhook-events.ts';

/** What somebody should look into; empty where all is well. */
function troubleOf(row: Values, failure: WebhookFailure | undefined): string {
  if (row.ownerId === null) return 'Its owner is gone';
  if (row.offBecause !== '') return `Switched off: ${String(row.offBecause)}`;
  if (row.secretShownAt === null) return 'Nobody has its secret yet';
  return failure === undefined ? '' : failure.reason;
}

/** What it is told of, in words, a line each. */
function tells({ events }: Values): string {
  const names = eventsIn(typeof events === 'string' ? events : '');
  return names.map((name) => (isWebhookEvent(name) ? EVENT_WORDS[name] : name)).join('\n');
}

async function fill(rows: readonly Values[]): Promise<Map<number, Values>> {
  const webhookId = rows.map(({ id }) => Number(id));
  const failures = await WebhookFailure.findAll({ where: { webhookId } });
  const byId = new Map(failures.map((failure) => [failure.webhookId, failure]));
  return new Map(
    rows.map((row) => {
      const failure = byId.get(Number(row.id));
      const trouble = troubleOf(row, failure);
      return [Number(row.id), { trouble, tells: tells(row), failingSince: failure?.since ?? null }];
    }),
  );
}

/** Webhooks as a list; no secret is ever among it. */
export const webhookList: Listing = {
  model: Webhook,
  policy: webhookPolicy,
  columns: [
    'id',
    'name',
    'url',
    'events',
    'isActive',
    'offBecause',
    'ownerId',
    'formerUntil',
    'secretShownAt',
    'version',
    'createdAt',
    'updatedAt',
  ],
  filters: {
    name: textFilter(Webhook, 'name'),
    isActive: flagFilter('isActive'),
    ownerId: referenceFilter('ownerId'),
  },
  sortable: ['id', 'name', 'isActive', 'createdAt', 'updatedAt'],
  order: ['name', 'asc'],
  search: searchIn(Webhook, ['name', 'url']),
  fill,
};
