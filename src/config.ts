import { isMailboxUrl } from './settings/addresses.ts';
import { directoryFaults, directoryOf, type DirectorySettings } from './settings/directory.ts';
import { environment, type DatabaseTls, type LOG_LEVELS } from './settings/environment.ts';
import { SECRETS_IN_FILES } from './settings/secret-settings.ts';
import { FileFault, readSmallFile } from './settings/files.ts';
import type { HandoverKey } from './settings/handover-key.ts';
import { canBeAnswered } from './settings/sender.ts';
import { oidcOf, singleSignOnFaults, type OidcSettings } from './settings/single-sign-on.ts';
import type { S3Place } from './storage/s3/place.ts';

export { readPassphrase } from './settings/passphrase.ts';
export { storageUrlIn } from './settings/storage-url.ts';

/** Everything that a deployment can set, checked. */
export interface Config {
  readonly production: boolean;
  /** Undefined: the embedded SQLite database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Undefined: not encrypted. */
  readonly databaseTls: DatabaseTls | undefined;
  /** Most connections of this process to the server. */
  readonly databasePool: number;
  readonly dataDir: string;
  /** Undefined: attached files lie in `dataDir`. */
  readonly bucket: S3Place | undefined;
  /** Undefined on the embedded database only, where one is generated into `dataDir`. */
  readonly sessionSecret: string | undefined;
  /** Those before it, by which cookies are known as well. */
  readonly formerSessionSecrets: readonly string[];
  /** Encrypts stored secrets and keys the journal's seals; undefined as `sessionSecret`, and for commands. */
  readonly secretKey: string | undefined;
  /** Those before it, and those that other processes may use already: what they wrote is read. */
  readonly formerSecretKeys: readonly string[];
  readonly nextSecretKeys: readonly string[];
  readonly host: string;
  readonly port: number;
  /** The address under which browsers reach the portal, without a trailing slash; undefined: as listened on. */
  readonly baseUrl: string | undefined;
  readonly trustProxy: boolean | number | string;
  /** How long open requests may take after the order to stop. */
  readonly stopSeconds: number;
  readonly adminPassword: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** The mailbox that answers and new complaints come in by; undefined: none. */
  readonly mailInUrl: string | undefined;
  readonly timeZone: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Days after closing during which the reporter may reopen. */
  readonly reopenDays: number;
  /** Days after which a resolved complaint nobody answered is closed. */
  readonly autoCloseDays: number;
  /** Whether a process that serves pages also runs jobs. */
  readonly worker: boolean;
  /** Processes that serve on this machine. */
  readonly webProcesses: number;
  /** Complaints that one person may file within an hour; 0: no limit. */
  readonly filingsPerHour: number;
  /** Attachments that one person may send within 24 hours, in MB; 0: no limit. */
  readonly uploadMbPerDay: number;
  /** Whether webhooks may lead into networks of one's own, and unencrypted to this machine. */
  readonly webhooksPrivate: boolean;
  /** Who sends it may read what is measured; undefined: nobody may. */
  readonly metricsToken: string | undefined;
  /** Proves that the main portal hands somebody over; undefined: nobody is handed over. */
  readonly handoverKey: HandoverKey | undefined;
  /** Where people may sign in instead; undefined: here alone. */
  readonly oidc: OidcSettings | undefined;
  /** Whose passwords let people in as well; undefined: nobody's. */
  readonly directory: DirectorySettings | undefined;
  /** Passwords of the portal let superusers in, and nobody else. */
  readonly ssoOnly: boolean;
  /** Whoever signs in by the provider or is handed over is asked for no second factor here, whatever a group requires. */
  readonly othersVouch: boolean;
  /** Days for which a browser can be remembered in which no second factor is asked for; 0: none is. */
  readonly rememberDays: number;
  /** Where a backup is made each day; undefined: none is made by the clock. */
  readonly backupDir: string | undefined;
  /** How many of these are kept. */
  readonly backupKeep: number;
  /** What backups are encrypted with; undefined: they are not. */
  readonly backupPassphrase: string | undefined;
  /** Requests of one API token within a minute, of all processes together; 0: no limit. */
  readonly apiRequestsPerMinute: number;
  /** Origins whose pages may use the API. */
  readonly apiOrigins: readonly string[];
}

/** Every fault of the environment at once; `faults` has one line for each. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The configuration is not valid:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

type Given = Record<string, string | undefined>;

/** What is set, secrets from the files that are named for them; the faults of these files go to `faults`. */
function given(env: NodeJS.ProcessEnv, faults: string[]): Given {
  const all: Given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  for (const name of SECRETS_IN_FILES) {
    const file = all[`${name}_FILE`];
    if (file === undefined) continue;
    if (all[name] !== undefined) faults.push(`${name}_FILE must not be set together with ${name}`);
    try {
      all[name] = readSmallFile(file);
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      faults.push(`${name}_FILE ${error.message}`);
    }
  }
  return all;
}

/** What the embedded database draws for itself, and a server's must be given. */
function missing(all: Given): string[] {
  if (all.DATABASE_URL === undefined) return [];
  return ['SESSION_SECRET', 'SECRET_KEY']
    .filter((name) => all[name] === undefined && all[`${name}_FILE`] === undefined)
    .map((name) => `${name} is required with DATABASE_URL (at least 32 characters)`);
}

/** Answers come to the sender's address, and are told apart by what is added to it, for which there must be room. */
function unanswerable({ MAIL_IN_URL: mailbox, MAIL_FROM: sender }: Given): string[] {
  // What is wrong with the mailbox itself is told already.
  if (mailbox === undefined || !isMailboxUrl(mailbox)) return [];
  // That which it is by itself is on this machine alone, whatever the mailbox.
  if (sender === undefined) return ['MAIL_FROM is required with MAIL_IN_URL: answers are sent to it'];
  if (canBeAnswered(sender)) return [];
  return ['MAIL_FROM must have at most 25 characters before its @ with MAIL_IN_URL'];
}

/**
 * Reads the environment (an empty value counts as not set).
 *
 * @param needsSecret false for operator commands, which open no sessions.
 * @throws ConfigError with every fault.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env, needsSecret = true): Config {
  const faults: string[] = [];
  const all = given(env, faults);
  const parsed = environment.safeParse(all);
  if (!parsed.success) faults.push(...parsed.error.issues.map((issue) => issue.message));
  if (needsSecret) faults.push(...missing(all));
  faults.push(...unanswerable(all), ...singleSignOnFaults(all), ...directoryFaults(all));
  // One line each, whatever a message quotes.
  const lines = faults.map((fault) => fault.replaceAll(/\s*[\r\n]+\s*/g, ' '));
  if (!parsed.success || faults.length > 0) throw new ConfigError([...new Set(lines)]);
  const value = parsed.data;
  return {
    production: value.NODE_ENV === 'production',
    databaseUrl: value.DATABASE_URL,
    databaseTls: value.DATABASE_TLS,
    databasePool: value.DATABASE_POOL,
    dataDir: value.DATA_DIR,
    bucket: value.STORAGE_URL === 'folder' ? undefined : value.STORAGE_URL,
    sessionSecret: value.SESSION_SECRET,
    formerSessionSecrets: value.SESSION_SECRET_PREVIOUS,
    secretKey: value.SECRET_KEY,
    formerSecretKeys: value.SECRET_KEY_PREVIOUS,
    nextSecretKeys: value.SECRET_KEY_NEXT,
    host: value.HOST,
    port: value.PORT,
    baseUrl: value.BASE_URL,
    trustProxy: value.TRUST_PROXY,
    stopSeconds: value.STOP_SECONDS,
    adminPassword: value.PORTAL_ADMIN_PASSWORD,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    mailInUrl: value.MAIL_IN_URL,
    timeZone: value.TIME_ZONE,
    logLevel: value.LOG_LEVEL,
    reopenDays: value.REOPEN_DAYS,
    autoCloseDays: value.AUTO_CLOSE_DAYS,
    worker: value.WORKER === 'on',
    webProcesses: value.WEB_PROCESSES,
    filingsPerHour: value.FILINGS_PER_HOUR,
    uploadMbPerDay: value.UPLOAD_MB_PER_DAY,
    webhooksPrivate: value.WEBHOOKS_PRIVATE === 'on',
    metricsToken: value.METRICS_TOKEN,
    handoverKey: value.HANDOVER_KEY,
    oidc: oidcOf(value),
    directory: directoryOf(value),
    ssoOnly: value.SSO_ONLY === 'on',
    othersVouch: value.SSO_SECOND_FACTOR === 'provider',
    rememberDays: value.SECOND_FACTOR_DAYS,
    backupDir: value.BACKUP_DIR,
    backupKeep: value.BACKUP_KEEP,
    backupPassphrase: value.BACKUP_PASSPHRASE,
    apiRequestsPerMinute: value.API_REQUESTS_PER_MINUTE,
    apiOrigins: value.API_ORIGINS,
  };
}
