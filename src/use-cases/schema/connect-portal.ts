import { join } from 'node:path';
import { closeDatabase, openDatabase, type DatabaseSettings } from '../../database/connect.ts';
import { UnavailableError } from '../../errors.ts';
import { initModels } from '../../models/index.ts';
import { LocalDirectory } from '../../storage/local-directory.ts';
import { useStorage } from '../../storage/storage.ts';

/** The database as an operator would name it: without its password. */
function nameOf({ databaseUrl, dataDir }: DatabaseSettings): string {
  if (databaseUrl === undefined) return `The embedded database in ${dataDir}`;
  const { host, pathname } = new URL(databaseUrl);
  return `The database ${decodeURIComponent(pathname.slice(1))} on ${host}`;
}

/**
 * Opens the database and binds the models to it, and names the place of attached files; returns what closes it.
 *
 * @throws UnavailableError with the reason, when it cannot be opened.
 */
export async function connectPortal(settings: DatabaseSettings): Promise<() => Promise<void>> {
  useStorage(new LocalDirectory(join(settings.dataDir, 'attachments')));
  try {
    initModels(await openDatabase(settings));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const setting = settings.databaseUrl === undefined ? 'DATA_DIR' : 'DATABASE_URL';
    const told = new UnavailableError(
      `${nameOf(settings)} cannot be opened: ${reason}. Check ${setting}, then try: npm run portal -- migrate status`,
    );
    told.cause = error;
    throw told;
  }
  return closeDatabase;
}
