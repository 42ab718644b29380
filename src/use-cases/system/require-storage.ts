import { join } from 'node:path';
import { keepPrivate } from '../../database/private-files.ts';
import { UnavailableError } from '../../errors.ts';
import { storageAt, type StorageSettings } from '../../storage/storage-at.ts';
import { storage, useStorage } from '../../storage/storage.ts';

/** What the system says of its refusal, such as `ENOSPC: no space left on device`. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.split(/, \w+ '/)[0] ?? text;
}

/** What cannot be used, in one line. */
function refusalOf({ dataDir, bucket }: StorageSettings, error: unknown): string {
  const reason = reasonOf(error);
  if (bucket === undefined)
    return `DATA_DIR cannot be used: no file can be written in ${join(dataDir, 'attachments')} (${reason}).`;
  return `STORAGE_URL cannot be used: no file can be written in the bucket ${bucket.bucket} at ${bucket.origin} (${reason}).`;
}

/**
 * Names the place of attached files and proves that they can be stored there.
 *
 * @throws UnavailableError that says in one line what to look at.
 */
export async function requireStorage(settings: StorageSettings): Promise<void> {
  useStorage(storageAt(settings));
  try {
    keepPrivate(settings.dataDir);
    await storage().check();
  } catch (error) {
    const told = new UnavailableError(refusalOf(settings, error));
    told.cause = error;
    throw told;
  }
}
