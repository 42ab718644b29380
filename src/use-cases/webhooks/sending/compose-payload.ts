import { isErased } from '../../../journal/mark.ts';
import { readableDetails } from '../../../journal/readable-details.ts';
import { JournalEvent } from '../../../models/journal-event.ts';
import type { Webhook } from '../../../models/webhook.ts';
import type { WebhookDelivery } from '../../../models/webhook-delivery.ts';
import { can, type Person } from '../../../policies/actor.ts';
import { loadAnybody } from '../../people/load-actor.ts';
import { complaintData } from './complaint-data.ts';
import { fitted } from './fit-payload.ts';
import { userData } from './user-data.ts';

/** What a webhook is told, or why it is told nothing. */
export type Composed = { readonly body: string } | { readonly untold: string };

const UNSEEN = 'Its owner may not see this.';

/** What a webhook hears of something, as its owner may see it now; undefined: nothing. */
type Data = Readonly<Record<string, unknown>> | undefined;

/** Those details that are no words of a history and stand nowhere else in the message. */
function detailsOf(event: JournalEvent): Readonly<Record<string, unknown>> {
  const details = readableDetails(event.details) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(details).filter(([name]) => name !== 'told'));
}

async function dataOf(event: JournalEvent, owner: Person, site: string): Promise<Data> {
  return event.name.startsWith('user.') ? userData(event, owner) : complaintData(event, owner, site);
}

async function ownerOf({ ownerId }: Webhook): Promise<Person | string> {
  const owner = ownerId === null ? undefined : (await loadAnybody(ownerId))?.actor;
  if (owner === undefined) return 'Its owner may not sign in any more.';
  return can(owner, 'integrations.edit') ? owner : 'Its owner may not have webhooks any more.';
}

/**
 * What a webhook is told of an event: what its owner may see at this moment.
 *
 * @param site what links begin with.
 */
export async function composePayload(
  { eventId }: WebhookDelivery,
  webhook: Webhook,
  site: string,
): Promise<Composed> {
  if (!webhook.isActive) return { untold: 'The webhook is switched off.' };
  const owner = await ownerOf(webhook);
  if (typeof owner === 'string') return { untold: owner };
  const event = eventId === null ? null : await JournalEvent.findByPk(eventId);
  if (event === null) return { untold: 'The event was cut from the journal.' };
  const data = await dataOf(event, owner, site);
  if (data === undefined) return { untold: UNSEEN };
  const { name, createdAt, actorId, actorName } = event;
  return {
    body: fitted({
      type: name,
      timestamp: createdAt.toISOString(),
      data: {
        event: { id: eventId, actor: { id: actorId, name: isErased(actorName) ? '' : actorName } },
        ...data,
        details: detailsOf(event),
      },
    }),
  };
}
