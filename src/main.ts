import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createApp, type AppParts } from './app.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { closeDatabase, database } from './database/connect.ts';
import { hindranceIn } from './database/driver-errors.ts';
import { AppError, InvalidInputError, UnavailableError } from './errors.ts';
import { log } from './log.ts';
import { messageOf } from './log-error.ts';
import { isLed, serveWith } from './processes.ts';
import { siblings } from './siblings.ts';
import { startJobs } from './use-cases/jobs/start-jobs.ts';
import { takeKey } from './use-cases/keys/take-key.ts';
import { endLive } from './use-cases/live/journal-feed.ts';
import { connectPortal } from './use-cases/schema/connect-portal.ts';
import { requireCurrentSchema } from './use-cases/schema/require-current-schema.ts';
import { requireStorage } from './use-cases/system/require-storage.ts';
import { setUpEmbedded } from './use-cases/system/set-up-embedded.ts';
import { lazily } from './web/lazily.ts';
import { limitTimes } from './web/server-times.ts';
import { sessionSecret } from './web/session-secret.ts';

/** How long the rest may take once the last connection was cut, in milliseconds. */
const END_MS = 5000;

/** How long after the start the panel is loaded, in milliseconds, unless somebody asks for it earlier. */
const PANEL_MS = 10_000;

/** Ends the start with lines that an operator can act on. */
class StartError extends Error {}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What went wrong in the words of the settings behind it. */
function setUpError(error: unknown, { dataDir }: Config): unknown {
  if (error instanceof InvalidInputError) {
    return new StartError(`PORTAL_ADMIN_PASSWORD cannot be used: ${error.message}`, { cause: error });
  }
  if (error instanceof UnavailableError) {
    const why = hindranceIn(error) === 'busy' ? 'is locked by another process.' : 'cannot be used.';
    return new StartError(`The database in ${dataDir} ${why}`, { cause: error });
  }
  return error;
}

async function setUp(config: Config): Promise<void> {
  try {
    const admin = await setUpEmbedded(config);
    if (admin === undefined) return;
    say(`Created the first administrator: username ${admin.username}`);
    if (admin.drawnPassword !== undefined) say(`Password (shown this once): ${admin.drawnPassword}`);
  } catch (error) {
    throw setUpError(error, config);
  }
}

async function secretOf(config: Config): Promise<string> {
  try {
    return await sessionSecret(config);
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** The embedded database is brought up to date by itself; a server's is changed by its operator alone. */
async function prepare(config: Config): Promise<void> {
  await connectPortal(config);
  await (config.databaseUrl === undefined ? setUp(config) : requireCurrentSchema());
  await takeKey();
}

function listen(app: ReturnType<typeof createApp>, { host, port }: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error?: Error) => {
      if (error === undefined) resolve(server);
      else reject(new StartError(`Cannot listen on ${host}:${port}: ${error.message}`, { cause: error }));
    });
    limitTimes(server);
  });
}

/**
 * Ends the process when it is told to: open requests are finished, and cut after so many seconds.
 *
 * @param stopOthers ends what else runs.
 */
function stopOn(server: Server, seconds: number, stopOthers: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    log.info('stopping: no new requests, open ones are finished');
    setTimeout(() => server.closeAllConnections(), seconds * 1000).unref();
    setTimeout(() => process.exit(1), seconds * 1000 + END_MS).unref();
    // A connection that is kept alive after its last answer would hold up the end.
    setInterval(() => server.closeIdleConnections(), 100).unref();
    endLive();
    const othersStopped = stopOthers();
    server.close(() => {
      othersStopped.then(closeDatabase).then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function addressOf(port: number, { baseUrl, host }: Config): string {
  return baseUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** What an operator can act on, one line each; anything unexpected also goes to the log whole. */
function linesFor(error: unknown): readonly string[] {
  if (error instanceof ConfigError) return error.faults;
  if (error instanceof StartError || error instanceof AppError) return [error.message];
  log.fatal({ err: error }, 'the start failed');
  return [`The portal could not start: ${messageOf(error)}`];
}

function tellStart(port: number, config: Config): void {
  say(`Alpha Lab IT Complaint Portal: ${addressOf(port, config)}`);
}

async function loadPanel(config: Config): Promise<AppParts['panel']> {
  const { buildPanel } = await import('./admin/index.ts');
  return buildPanel(config);
}

/** Serves with this process alone, or as one of several that another one leads. */
async function serve(config: Config): Promise<void> {
  await requireStorage(config);
  const secret = await secretOf(config);
  await prepare(config);
  const panel = lazily(() => loadPanel(config));
  const app = createApp({
    config,
    database: database(),
    secret,
    panel: panel.handler,
    siblings: siblings(),
  });
  const server = await listen(app, config);
  const jobs = config.worker ? startJobs(config) : undefined;
  stopOn(server, config.stopSeconds, async () => jobs?.stop());
  const { port } = server.address() as AddressInfo;
  if (!isLed()) tellStart(port, config);
  // Whoever waited for the start, and pages that come back to it, are answered before the panel takes its seconds.
  await delay(PANEL_MS);
  await panel.load();
}

/** Leads several processes that serve; what has to be done once is done before they begin. */
async function lead(config: Config): Promise<void> {
  await requireStorage(config);
  await secretOf(config);
  await prepare(config);
  await closeDatabase();
  const { port, stop } = await serveWith(config.webProcesses).catch((cause: unknown) => {
    throw new StartError('A process of the portal could not start; it has said why.', { cause });
  });
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      (code) => process.exit(code),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  tellStart(port, config);
}

/** Nobody hears what cannot be written, as onto a full disk; the portal serves all the same. */
function outliveOutput(): void {
  process.stdout.on('error', (err) => log.error({ err }, 'standard output cannot be written'));
  process.stderr.on('error', () => undefined);
}

async function start(): Promise<void> {
  outliveOutput();
  const config = readConfig();
  log.level = config.logLevel;
  await (config.webProcesses > 1 && !isLed() ? lead(config) : serve(config));
}

try {
  await start();
} catch (error) {
  for (const line of linesFor(error)) process.stderr.write(`${line}\n`);
  await closeDatabase().catch(() => undefined);
  process.exit(1);
}
