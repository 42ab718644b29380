import { join } from 'node:path';
import { closeDatabase, openDatabase, type DatabaseSettings } from '../../database/connect.ts';
import { keptSecret } from '../../database/kept-secret.ts';
import { UnavailableError } from '../../errors.ts';
import { useJournalKey } from '../../journal/key.ts';
import { initModels } from '../../models/index.ts';
import { LocalDirectory } from '../../storage/local-directory.ts';
import { useStorage } from '../../storage/storage.ts';

/** The database as an operator would name it: without its password. */
function nameOf({ databaseUrl, dataDir }: DatabaseSettings): string {
  if (databaseUrl === undefined) return `The embedded database in ${dataDir}`;
  const { host, pathname } = new URL(databaseUrl);
  return `The database ${decodeURIComponent(pathname.slice(1))} on ${host}`;
}

/** What the portal is connected by. */
export interface PortalSettings extends DatabaseSettings {
  /** Undefined: on the embedded database it is drawn; a command that only changes the schema of a server needs none. */
  readonly secretKey: string | undefined;
}

/** After the database is opened, which makes the data folder. */
async function proveJournal({ secretKey, databaseUrl, dataDir }: PortalSettings): Promise<void> {
  const secret =
    secretKey ??
    (databaseUrl === undefined ? await keptSecret(dataDir, 'secret-key', 'The secret key') : undefined);
  if (secret !== undefined) useJournalKey(secret);
}

/**
 * Opens the database and binds the models to it, and names the place of attached files; returns what closes it.
 *
 * @throws UnavailableError with the reason, when it cannot be opened.
 */
export async function connectPortal(settings: PortalSettings): Promise<() => Promise<void>> {
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
  await proveJournal(settings);
  return closeDatabase;
}
