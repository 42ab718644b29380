import { Attachment } from '../../models/attachment.ts';
import { StagedFile } from '../../models/staged-file.ts';
import { storage } from '../../storage/storage.ts';

/** A form that is still being sent has files without rows. */
const SPARED_MS = 3_600_000;
const BATCH = 500;

async function removeUnknown(keys: readonly string[]): Promise<number> {
  const rows = await Attachment.findAll({
    attributes: ['storageKey'],
    where: { storageKey: [...keys] },
    raw: true,
  });
  const staged = await StagedFile.findAll({
    attributes: ['storageKey'],
    where: { storageKey: [...keys] },
    raw: true,
  });
  const known = new Set([...rows, ...staged].map(({ storageKey }) => storageKey));
  const orphans = keys.filter((key) => !known.has(key));
  for (const key of orphans) await storage().remove(key);
  return orphans.length;
}

/**
 * Removes what a killed process or a deleted complaint left in the storage: files without a row that are older than an
 * hour. Run at the start and from time to time. Returns how many there were.
 */
export async function removeOrphanFiles(now: Date = new Date()): Promise<number> {
  let removed = 0;
  let keys: string[] = [];
  for await (const { key, storedAt } of storage().list()) {
    if (now.getTime() - storedAt.getTime() > SPARED_MS) keys.push(key);
    if (keys.length < BATCH) continue;
    removed += await removeUnknown(keys);
    keys = [];
  }
  return removed + (await removeUnknown(keys));
}
