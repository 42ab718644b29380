import { isIP } from 'node:net';
import { z } from 'zod';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Accepts what Intl knows as a time zone, in any release of the zone database. */
function isTimeZone(value: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function hasProtocol(value: string, ...protocols: string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol);
}

function isDatabaseUrl(value: string): boolean {
  if (!hasProtocol(value, 'mysql:')) return false;
  const { hostname, pathname } = new URL(value);
  return hostname !== '' && /^\/[^/]+$/.test(pathname);
}

const wholeNumber = (name: string, min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `${name} must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `${name} must be a whole number from ${min} to ${max}`);

/** `false`, `true`, a number of proxies, or a comma-separated list of addresses, as Express's "trust proxy" takes it. */
const trustProxy = z.string().transform((value, context): boolean | number | string => {
  if (value === 'true' || value === 'false') return value === 'true';
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const named = new Set(['loopback', 'linklocal', 'uniquelocal']);
  const valid = value
    .split(',')
    .map((part) => part.trim())
    .every((part) => named.has(part) || isIP(part.split('/')[0] ?? '') > 0);
  if (!valid) {
    context.addIssue(
      'TRUST_PROXY must be true, false, a number of proxies, or addresses such as loopback or 10.0.0.0/8',
    );
  }
  return value;
});

const environment = z.object({
  NODE_ENV: z.string().default('development'),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, 'DATABASE_URL must look like mysql://user:password@host:port/name')
    .optional(),
  DATA_DIR: z.string().default('var'),
  SESSION_SECRET: z.string().min(32, 'SESSION_SECRET must have at least 32 characters').optional(),
  HOST: z
    .string()
    .regex(/^[\w.:[\]-]+$/, 'HOST must be a host name or an IP address')
    .default('127.0.0.1'),
  PORT: wholeNumber('PORT', 0, 65_535).default(3000),
  BASE_URL: z
    .string()
    .refine((v) => hasProtocol(v, 'http:', 'https:'), 'BASE_URL must be an http:// or https:// address')
    .refine((v) => !URL.canParse(v) || new URL(v).pathname === '/', 'BASE_URL must not have a path')
    .transform((v) => (URL.canParse(v) ? new URL(v).origin : v))
    .optional(),
  TRUST_PROXY: trustProxy.default(false),
  PORTAL_ADMIN_PASSWORD: z.string().optional(),
  SMTP_URL: z
    .string()
    .refine(
      (v) => hasProtocol(v, 'smtp:', 'smtps:'),
      'SMTP_URL must look like smtp://user:password@host:port',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]+$/, 'MAIL_FROM must be an e-mail address')
    .default('Alpha Lab IT <it-portal@localhost>'),
  TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'TIME_ZONE must be a time zone name such as UTC or Asia/Kolkata')
    .default('UTC'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  REOPEN_DAYS: wholeNumber('REOPEN_DAYS', 0, 3650).default(7),
  AUTO_CLOSE_DAYS: wholeNumber('AUTO_CLOSE_DAYS', 1, 3650).default(7),
  WORKER: z.enum(['on', 'off'], 'WORKER must be on or off').default('on'),
});

/** Everything that a deployment can set, checked. */
export interface Config {
  readonly production: boolean;
  /** Undefined: the embedded SQLite database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** Undefined on the embedded database only, where one is generated into `dataDir`. */
  readonly sessionSecret: string | undefined;
  readonly host: string;
  readonly port: number;
  /** The origin under which browsers reach the portal, without a trailing slash; undefined: as listened on. */
  readonly baseUrl: string | undefined;
  readonly trustProxy: boolean | number | string;
  readonly adminPassword: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly timeZone: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Days after closing during which the reporter may reopen. */
  readonly reopenDays: number;
  /** Days after which a resolved complaint nobody answered is closed. */
  readonly autoCloseDays: number;
  /** Whether a process that serves pages also runs jobs. */
  readonly worker: boolean;
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

/**
 * Reads the environment (an empty value counts as not set).
 *
 * @param needsSecret false for operator commands, which open no sessions.
 * @throws ConfigError with every fault.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env, needsSecret = true): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
  if (needsSecret && given.DATABASE_URL !== undefined && given.SESSION_SECRET === undefined) {
    faults.push('SESSION_SECRET is required with DATABASE_URL (at least 32 characters)');
  }
  if (!parsed.success || faults.length > 0) throw new ConfigError([...new Set(faults)]);
  const value = parsed.data;
  return {
    production: value.NODE_ENV === 'production',
    databaseUrl: value.DATABASE_URL,
    dataDir: value.DATA_DIR,
    sessionSecret: value.SESSION_SECRET,
    host: value.HOST,
    port: value.PORT,
    baseUrl: value.BASE_URL,
    trustProxy: value.TRUST_PROXY,
    adminPassword: value.PORTAL_ADMIN_PASSWORD,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    timeZone: value.TIME_ZONE,
    logLevel: value.LOG_LEVEL,
    reopenDays: value.REOPEN_DAYS,
    autoCloseDays: value.AUTO_CLOSE_DAYS,
    worker: value.WORKER === 'on',
  };
}
