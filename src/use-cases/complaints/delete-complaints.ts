import { afterCommit } from '../../database/transaction.ts';
import { Attachment } from '../../models/attachment.ts';
import type { Actor } from '../../policies/actor.ts';
import { storage } from '../../storage/storage.ts';
import { deleteRecords } from '../records/delete-records.ts';
import { complaintNoun } from './complaint-noun.ts';

async function removeFiles(keys: readonly string[]): Promise<void> {
  for (const key of keys) await storage().remove(key);
}

/**
 * Deletes complaints with all that was said and done, all of them or none. Their files go once the rows are gone; what
 * a killed process leaves of them, the sweep of orphans removes.
 *
 * @throws NotFoundError, ForbiddenError.
 */
export async function deleteComplaints(actor: Actor, ids: readonly number[]): Promise<void> {
  await deleteRecords(actor, complaintNoun, ids, async () => {
    const where = { complaintId: [...ids] };
    const files = await Attachment.findAll({ attributes: ['storageKey'], where, raw: true });
    afterCommit(() => removeFiles(files.map(({ storageKey }) => storageKey)));
  });
}
