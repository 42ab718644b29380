import { presentMoment } from '../../database/present-moment.ts';
import { afterCommit, inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import { log } from '../../log.ts';
import { Attachment } from '../../models/attachment.ts';
import { Complaint } from '../../models/complaint.ts';
import type { Actor } from '../../policies/actor.ts';
import { storage } from '../../storage/storage.ts';
import { stillDue } from './still-due.ts';

/** What was removed of a few complaints. */
export interface RemovedFiles {
  readonly complaints: number;
  readonly files: number;
}

/** What cannot be removed now has no row any more: the sweep of orphans takes it. */
async function removeStored(keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await storage()
      .remove(key)
      .catch((error: unknown) =>
        log.warn({ err: error }, 'a file of retention is left to the sweep of orphans'),
      );
  }
}

/**
 * Removes the files of those complaints that are due still, now that nobody writes into them. Their rows go first: what goes
 * on of a complaint that was reopened a moment before has all its files.
 */
export function removeFiles(
  actor: Actor,
  complaints: readonly number[],
  border: Date,
): Promise<RemovedFiles> {
  return inTransaction(async () => {
    const due = await stillDue('files', complaints, border);
    if (due.length === 0) return { complaints: 0, files: 0 };
    const files = await Attachment.findAll({ where: { complaintId: due } });
    const filesRemovedAt = presentMoment();
    await Complaint.update({ filesRemovedAt }, { where: { id: due }, silent: true });
    await Attachment.destroy({ where: { id: files.map(({ id }) => id) } });
    const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const details = { rule: 'files', complaints: due, files: files.length, bytes };
    await record({ name: 'retention.applied', by: actor, subjectId: null, details });
    afterCommit(() => removeStored(files.map(({ storageKey }) => storageKey)));
    return { complaints: due.length, files: files.length };
  });
}
