import { Attachment } from '../../models/attachment.ts';
import { storage } from '../../storage/storage.ts';
import { ReceivedFile } from './received-file.ts';

/** Removes received files that nothing refers to. */
export async function discardFiles(files: readonly ReceivedFile[]): Promise<void> {
  if (files.length === 0) return;
  const keys = files.map(({ key }) => key);
  const rows = await Attachment.findAll({
    attributes: ['storageKey'],
    where: { storageKey: keys },
    raw: true,
  });
  const kept = new Set(rows.map(({ storageKey }) => storageKey));
  for (const key of keys) if (!kept.has(key)) await storage().remove(key);
}

/**
 * Runs `work`, which attaches the received files or fails; those that it did not attach are removed afterwards. They
 * are stored before it begins, so that no row is ever without its file.
 */
export async function keepingFiles<T>(files: unknown, work: () => Promise<T>): Promise<T> {
  const received = Array.isArray(files) ? files.filter((file) => file instanceof ReceivedFile) : [];
  try {
    return await work();
  } finally {
    await discardFiles(received);
  }
}
