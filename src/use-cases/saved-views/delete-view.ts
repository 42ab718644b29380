import type { Actor } from '../../policies/actor.ts';
import { deleteRecords } from '../records/delete-records.ts';
import { savedViewNoun } from './saved-view-noun.ts';

/**
 * Deletes one's own view, for all where it is shared.
 *
 * @throws NotFoundError, or ForbiddenError for what another shared.
 */
export async function deleteView(actor: Actor, id: number): Promise<void> {
  await deleteRecords(actor, savedViewNoun, [id]);
}
