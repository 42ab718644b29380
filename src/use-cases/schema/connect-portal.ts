import { closeDatabase, openDatabase, type DatabaseSettings } from '../../database/connect.ts';
import { keptKeys } from '../../database/kept-keys.ts';
import { asKeys, type SecretKeys, type SecretKeySource } from '../../database/key-ring.ts';
import { UnavailableError } from '../../errors.ts';
import { useFollowers } from '../../journal/followers.ts';
import { useJournalKey } from '../../journal/key.ts';
import { useStoredSecrets } from '../../database/stored-secret.ts';
import { useMailKey } from '../../mail/mail-key.ts';
import { usePost, type MailSettings } from '../../mail/post.ts';
import { initModels } from '../../models/index.ts';
import { announcements } from '../../notifications/announcements.ts';
import { storageAt, type StorageSettings } from '../../storage/storage-at.ts';
import { useStorage } from '../../storage/storage.ts';
import { changedTargets } from '../targets/changed-targets.ts';
import { usePortalZone } from '../targets/portal-zone.ts';
import { usePasswordsOfSuperusers } from '../people/password-owners.ts';
import { useWebhookRules } from '../../webhooks/rules.ts';
import { webhookFollower } from '../webhooks/webhook-follower.ts';
import { mailNotes } from '../mail-in/remember-mail.ts';

/** The database as an operator would name it: without its password. */
function nameOf({ databaseUrl, dataDir }: DatabaseSettings): string {
  if (databaseUrl === undefined) return `The embedded database in ${dataDir}`;
  const { host, pathname } = new URL(databaseUrl);
  return `The database ${decodeURIComponent(pathname.slice(1))} on ${host}`;
}

/** What the portal is connected by. */
export interface PortalSettings extends DatabaseSettings, MailSettings, StorageSettings {
  /** Undefined: on the embedded database it is drawn; a command that only changes the schema of a server needs none. */
  readonly secretKey: string | undefined;
  /** Those before it, and those that come: what they wrote is read. */
  readonly formerSecretKeys?: readonly string[];
  readonly nextSecretKeys?: readonly string[];
  /** In which days and hours are told. */
  readonly timeZone?: string;
  /** Whether webhooks may lead into networks of one's own. */
  readonly webhooksPrivate?: boolean;
  /** Whether passwords of the portal let superusers in, and nobody else. */
  readonly ssoOnly?: boolean;
}

type KeySettings = Pick<PortalSettings, 'secretKey' | 'formerSecretKeys' | 'nextSecretKeys'>;

/** The keys that are set; undefined where none is. */
export function keysOf({ secretKey, formerSecretKeys, nextSecretKeys }: KeySettings): SecretKeys | undefined {
  return secretKey === undefined ? undefined : asKeys(secretKey, formerSecretKeys, nextSecretKeys);
}

/** After the database is opened, which makes the data folder. */
async function useSecret(settings: PortalSettings): Promise<void> {
  const { databaseUrl, dataDir } = settings;
  const fixed = keysOf(settings);
  let source: SecretKeySource | undefined = fixed === undefined ? undefined : () => fixed;
  if (source === undefined && databaseUrl === undefined) source = await keptKeys(dataDir);
  if (source === undefined) return;
  useJournalKey(source);
  useMailKey(source);
  useStoredSecrets(source);
}

/**
 * Opens the database and binds the models to it, and names the place of attached files and the way of mails; returns what
 * closes it.
 *
 * @throws UnavailableError with the reason, when it cannot be opened.
 */
export async function connectPortal(settings: PortalSettings): Promise<() => Promise<void>> {
  useStorage(storageAt(settings));
  const post = usePost(settings);
  useFollowers([announcements, changedTargets, mailNotes, webhookFollower]);
  useWebhookRules({ allowsPrivate: settings.webhooksPrivate ?? false });
  usePasswordsOfSuperusers(settings.ssoOnly ?? false);
  usePortalZone(settings.timeZone ?? 'UTC');
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
  await useSecret(settings);
  return async () => {
    post.close();
    await closeDatabase();
  };
}
