import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import { Attachment } from '../../models/attachment.ts';
import type { Actor } from '../../policies/actor.ts';
import { storage } from '../../storage/storage.ts';

/** Removes the files of complaints; one is gone before its row is: whoever opens it meanwhile is told that it is. */
export async function removeFiles(actor: Actor, complaints: readonly number[]): Promise<number> {
  const files = await Attachment.findAll({ where: { complaintId: [...complaints] } });
  for (const { storageKey } of files) await storage().remove(storageKey);
  await inTransaction(async () => {
    await Attachment.destroy({ where: { id: files.map(({ id }) => id) } });
    const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const details = { rule: 'files', complaints: [...complaints], files: files.length, bytes };
    await record({ name: 'retention.applied', by: actor, subjectId: null, details });
  });
  return files.length;
}
