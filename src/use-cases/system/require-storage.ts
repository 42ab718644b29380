import { join } from 'node:path';
import { keepPrivate } from '../../database/private-files.ts';
import { UnavailableError } from '../../errors.ts';
import { LocalDirectory } from '../../storage/local-directory.ts';
import { storage, useStorage } from '../../storage/storage.ts';

/** What the system says of its refusal, such as `ENOSPC: no space left on device`. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.split(/, \w+ '/)[0] ?? text;
}

/**
 * Names the place of attached files and proves that they can be stored there.
 *
 * @throws UnavailableError that says in one line what to look at.
 */
export async function requireStorage({ dataDir }: { readonly dataDir: string }): Promise<void> {
  useStorage(new LocalDirectory(join(dataDir, 'attachments')));
  try {
    keepPrivate(dataDir);
    await storage().check();
  } catch (error) {
    const told = new UnavailableError(
      `DATA_DIR cannot be used: no file can be written in ${join(dataDir, 'attachments')} (${reasonOf(error)}).`,
    );
    told.cause = error;
    throw told;
  }
}
