import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { closeDatabase, openDatabase } from './database/connect.ts';
import { pendingMigrations } from './database/migrator.ts';
import { InvalidInputError } from './errors.ts';
import { log } from './log.ts';
import { initModels } from './models/index.ts';
import { setUpEmbedded } from './use-cases/system/set-up-embedded.ts';
import { sessionSecret } from './web/session-secret.ts';

/** How long open requests may take after the order to stop, in milliseconds. */
const STOP_MS = 10_000;

/** Ends the start with lines that an operator can act on. */
class StartError extends Error {}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? '';
}

async function open(config: Config) {
  try {
    const database = await openDatabase(config);
    initModels(database);
    return database;
  } catch (error) {
    const which = config.databaseUrl === undefined ? `in ${config.dataDir}` : 'at DATABASE_URL';
    throw new StartError(`The database ${which} cannot be opened: ${reasonOf(error)}`, { cause: error });
  }
}

async function setUp(config: Config): Promise<void> {
  try {
    const admin = await setUpEmbedded(config);
    if (admin === undefined) return;
    say(`Created the first administrator: username ${admin.username}`);
    if (admin.drawnPassword !== undefined) say(`Password (shown this once): ${admin.drawnPassword}`);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    throw new StartError(`PORTAL_ADMIN_PASSWORD cannot be used: ${error.message}`, { cause: error });
  }
}

async function prepare(config: Config): Promise<void> {
  if (config.databaseUrl === undefined) return setUp(config);
  const pending = await pendingMigrations();
  if (pending.length === 0) return;
  throw new StartError(
    `The database has pending migrations (${pending.join(', ')}). Run: npm run portal -- migrate`,
  );
}

function listen(app: ReturnType<typeof createApp>, { host, port }: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error?: Error) => {
      if (error === undefined) resolve(server);
      else reject(new StartError(`Cannot listen on ${host}:${port}: ${error.message}`, { cause: error }));
    });
  });
}

function stopOn(server: Server): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    log.info('stopping: no new requests, open ones are finished');
    setTimeout(() => server.closeAllConnections(), STOP_MS - 1000).unref();
    setTimeout(() => process.exit(1), STOP_MS).unref();
    // Also ends connections that are kept alive without a request.
    server.close(() => {
      closeDatabase().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function addressOf(server: Server, { baseUrl, host }: Config): string {
  const { port } = server.address() as AddressInfo;
  return baseUrl ?? `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
}

async function start(): Promise<void> {
  const config = readConfig();
  log.level = config.logLevel;
  const database = await open(config);
  await prepare(config);
  const secret = await sessionSecret(config);
  // Loaded late: it takes seconds, which a faulty configuration need not wait for.
  const { buildPanel } = await import('./admin/index.ts');
  const app = createApp({ config, database, secret, panel: await buildPanel(config) });
  const server = await listen(app, config);
  stopOn(server);
  say(`Alpha Lab IT Complaint Portal: ${addressOf(server, config)}`);
}

try {
  await start();
} catch (error) {
  const lines = error instanceof ConfigError ? error.faults : [reasonOf(error)];
  for (const line of lines) process.stderr.write(`${line}\n`);
  if (!(error instanceof StartError || error instanceof ConfigError))
    log.error({ err: error }, 'the start failed');
  await closeDatabase().catch(() => undefined);
  process.exit(1);
}
