import { ConfigError, readConfig, type Config } from '../config.ts';
import { log } from '../log.ts';
import { takeKeyWhenWriting } from '../use-cases/keys/take-key-when-writing.ts';
import { connectPortal } from '../use-cases/schema/connect-portal.ts';
import { requireCurrentSchema } from '../use-cases/schema/require-current-schema.ts';

/** Whether a command needs the tables as this version knows them, and the key of the journal that it writes to. */
export type Need =
  | 'current schema'
  | 'current schema, and any key'
  | 'any schema'
  | 'any schema, and the key';

/** What a command does to people and complaints stands in the journal, proven as everything there. */
function requireKey({ databaseUrl, secretKey }: Config): void {
  if (databaseUrl === undefined || secretKey !== undefined) return;
  throw new ConfigError(['SECRET_KEY is required with DATABASE_URL (at least 32 characters)']);
}

/**
 * Does the work of a command with the database open.
 *
 * @param isStanding true for one that goes on until it is stopped, and begins anew what failed.
 * @throws ConfigError, UnavailableError when the database cannot be opened or is not migrated, or what `work` throws.
 */
export async function withPortal<T>(
  need: Need,
  work: (config: Config) => Promise<T>,
  isStanding = false,
): Promise<T> {
  const config = readConfig(undefined, false);
  // A command says itself what it did; the usual log lines would only stand between.
  log.level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  if (need !== 'any schema') requireKey(config);
  const close = await connectPortal({ ...config, isPatient: !isStanding });
  let forget = (): void => undefined;
  try {
    if (need.startsWith('current schema')) await requireCurrentSchema();
    if (need === 'current schema') forget = await takeKeyWhenWriting();
    return await work(config);
  } finally {
    forget();
    await close();
  }
}
