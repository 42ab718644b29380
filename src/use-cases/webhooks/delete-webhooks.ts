import type { Actor } from '../../policies/actor.ts';
import { deleteRecords } from '../records/delete-records.ts';
import { webhookNoun } from './webhook-noun.ts';

/**
 * Deletes webhooks with all that is known of their deliveries; what waits is told to nobody.
 *
 * @throws NotFoundError, ForbiddenError.
 */
export async function deleteWebhooks(actor: Actor, ids: readonly number[]): Promise<void> {
  await deleteRecords(actor, webhookNoun, ids);
}
