import type { EventName } from '../../journal/events.ts';
import { EVENT_NAMES, EVENT_WORDS } from '../journal/event-words.ts';

/** What a webhook can be told of beside everything that happens to complaints. */
const OTHERS: ReadonlySet<string> = new Set(['user.created', 'user.updated', 'user.deleted']);

/** What a webhook can be told of, in the order of the log's words. */
export const WEBHOOK_EVENTS: readonly EventName[] = EVENT_NAMES.filter(
  (name) => name.startsWith('complaint.') || OTHERS.has(name),
);

const OFFERED: ReadonlySet<string> = new Set(WEBHOOK_EVENTS);

/** Whether webhooks can be told of this. */
export function isWebhookEvent(name: string): name is EventName {
  return OFFERED.has(name);
}

/** The events that stand in a webhook's row. */
export function eventsIn(stored: string): string[] {
  return stored.split(',').filter((name) => name !== '');
}

/** What webhooks can be told of, with the words for it. */
export const WEBHOOK_EVENT_CHOICES: readonly { readonly value: EventName; readonly label: string }[] =
  WEBHOOK_EVENTS.map((value) => ({ value, label: EVENT_WORDS[value] }));
