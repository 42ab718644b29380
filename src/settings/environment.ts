import { z } from 'zod';
import {
  baseUrlIn,
  hidesOwnPage,
  isAddressRange,
  isDatabaseUrl,
  isMailboxUrl,
  isSmtpUrl,
  originsIn,
} from './addresses.ts';
import { authoritiesIn } from './certificates.ts';
import { directory } from './directory.ts';
import { FileFault, folderFault } from './files.ts';
import { handoverKeyFault, handoverKeyIn, type HandoverKey } from './handover-key.ts';
import { keySettings } from './secret-settings.ts';
import { passphraseFault } from './secrets.ts';
import { isSender } from './sender.ts';
import { singleSignOn } from './single-sign-on.ts';
import { storageUrlIn } from './storage-url.ts';
import { hostIn } from './urls.ts';

/** How much is logged. */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Accepts what Intl knows as a time zone, in any release of the zone database. */
function isTimeZone(value: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const wholeNumber = (name: string, min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `${name} must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `${name} must be a whole number from ${min} to ${max}`);

/** `false`, `true`, a number of proxies, or a comma-separated list of addresses, as Express's "trust proxy" takes it. */
const trustProxy = z.string().transform((value, context): boolean | number | string => {
  if (value === 'false') return false;
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const named = new Set(['loopback', 'linklocal', 'uniquelocal']);
  const valid = value
    .split(',')
    .map((part) => part.trim())
    .every((part) => named.has(part) || isAddressRange(part));
  if (!valid) {
    context.addIssue(
      'TRUST_PROXY must be false, a number of proxies, or addresses such as loopback or 10.0.0.0/8',
    );
  }
  return value;
});

/** A text that `read` understands; undefined from it is a fault. */
const readBy = <T>(read: (value: string) => T | undefined, fault: string) =>
  z.string().transform((value, context): T => {
    const understood = read(value);
    if (understood !== undefined) return understood;
    context.addIssue(fault);
    return z.NEVER;
  });

const handoverKey = z.string().transform((value, context): HandoverKey => {
  const key = handoverKeyIn(value);
  const fault = handoverKeyFault(key);
  if (fault !== undefined) context.addIssue(`HANDOVER_KEY must ${fault}`);
  return key;
});

/** How the connection to the database is encrypted; `ca` is what certificates are checked against, PEM. */
export interface DatabaseTls {
  readonly ca?: string;
}

const databaseTls = z.string().transform((value, context): DatabaseTls | undefined => {
  if (value === 'off') return undefined;
  if (value === 'required') return {};
  try {
    return { ca: authoritiesIn(value) };
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    context.addIssue(
      `DATABASE_TLS must be off, required or the path of a CA file; as a path it ${error.message}`,
    );
    return z.NEVER;
  }
});

const backupDir = z.string().superRefine((value, context) => {
  const fault = folderFault(value);
  if (fault !== undefined) context.addIssue(`BACKUP_DIR must be a folder that can be written to: ${fault}`);
});

const passphrase = z.string().superRefine((value, context) => {
  const fault = passphraseFault(value);
  if (fault !== undefined) context.addIssue(`BACKUP_PASSPHRASE must ${fault}`);
});

const dataDir = z
  .string()
  .default('var')
  .superRefine((value, context) => {
    const fault = folderFault(value);
    if (fault !== undefined) context.addIssue(`DATA_DIR must be a folder that can be written to: ${fault}`);
  });

/** Every setting by its name, each with a message for a value that cannot be used. */
export const environment = z.object({
  NODE_ENV: z.string().default('development'),
  DATABASE_URL: z
    .string()
    .refine(
      isDatabaseUrl,
      'DATABASE_URL must look like mysql://user:password@host:port/name, with other signs than letters and digits percent-encoded',
    )
    .optional(),
  DATABASE_TLS: databaseTls.optional(),
  DATABASE_POOL: wholeNumber('DATABASE_POOL', 1, 1000).default(10),
  DATA_DIR: dataDir,
  STORAGE_URL: readBy(
    storageUrlIn,
    'STORAGE_URL must be file: or look like s3://KEY:SECRET@HOST/BUCKET?region=REGION, with other signs than letters and digits percent-encoded',
  ).default('folder'),
  ...keySettings,
  HOST: readBy(hostIn, 'HOST must be a host name or an IP address').default('127.0.0.1'),
  PORT: wholeNumber('PORT', 0, 65_535).default(3000),
  BASE_URL: readBy(
    baseUrlIn,
    'BASE_URL must be an http:// or https:// address such as https://it.alphalab.example or https://alphalab.example/it',
  )
    .refine(
      (v) => !hidesOwnPage(v),
      'BASE_URL must not have a path that begins like a page of the portal, as /admin does',
    )
    .optional(),
  TRUST_PROXY: trustProxy.default(false),
  STOP_SECONDS: wholeNumber('STOP_SECONDS', 1, 3600).default(30),
  PORTAL_ADMIN_PASSWORD: z.string().optional(),
  SMTP_URL: z.string().refine(isSmtpUrl, 'SMTP_URL must look like smtp://user:password@host:port').optional(),
  MAIL_FROM: z
    .string()
    .refine(
      isSender,
      'MAIL_FROM must be an e-mail address such as it@alphalab.example or IT <it@alphalab.example>',
    )
    .default('Alpha Lab IT <it-portal@localhost>'),
  MAIL_IN_URL: z
    .string()
    .refine(
      isMailboxUrl,
      'MAIL_IN_URL must look like imaps://user:password@host:port/FOLDER, with other signs than letters and digits percent-encoded',
    )
    .optional(),
  TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'TIME_ZONE must be a time zone name such as UTC or Asia/Kolkata')
    .default('UTC'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  REOPEN_DAYS: wholeNumber('REOPEN_DAYS', 0, 3650).default(7),
  AUTO_CLOSE_DAYS: wholeNumber('AUTO_CLOSE_DAYS', 1, 3650).default(7),
  WORKER: z.enum(['on', 'off'], 'WORKER must be on or off').default('on'),
  WEB_PROCESSES: wholeNumber('WEB_PROCESSES', 1, 64).default(1),
  FILINGS_PER_HOUR: wholeNumber('FILINGS_PER_HOUR', 0, 100_000).default(30),
  UPLOAD_MB_PER_DAY: wholeNumber('UPLOAD_MB_PER_DAY', 0, 1_000_000).default(500),
  API_REQUESTS_PER_MINUTE: wholeNumber('API_REQUESTS_PER_MINUTE', 0, 10_000_000).default(1200),
  API_ORIGINS: readBy(
    originsIn,
    'API_ORIGINS must be origins with commas between them, such as https://tools.alphalab.example',
  ).default([]),
  WEBHOOKS_PRIVATE: z.enum(['on', 'off'], 'WEBHOOKS_PRIVATE must be on or off').default('off'),
  BACKUP_DIR: backupDir.optional(),
  BACKUP_KEEP: wholeNumber('BACKUP_KEEP', 1, 10_000).default(14),
  BACKUP_PASSPHRASE: passphrase.optional(),
  HANDOVER_KEY: handoverKey.optional(),
  SECOND_FACTOR_DAYS: wholeNumber('SECOND_FACTOR_DAYS', 0, 30).default(30),
  ...singleSignOn,
  ...directory,
  METRICS_TOKEN: z
    .string()
    .regex(
      /^[\w.~+/=-]{16,512}$/,
      'METRICS_TOKEN must be 16 to 512 letters, digits and signs of -._~+/=; `openssl rand -hex 32` makes a good one',
    )
    .optional(),
});
