import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase, database, openDatabase } from '../../src/database/connect.ts';
import { migrateUp, seed } from '../../src/database/migrator.ts';
import { useJournalKey } from '../../src/journal/key.ts';
import { useMailKey } from '../../src/mail/mail-key.ts';
import { log } from '../../src/log.ts';
import { initModels } from '../../src/models/index.ts';
import { filesToMake, measureFiles } from './files.ts';
import { findMariadb, startMariadb, type PrivateServer } from '../support/mariadb.ts';
import { loadData, present } from './load-data.ts';
import { askersOf, captureStatements, measurePages, measureStart } from './measure.ts';
import { measureMails } from './mails.ts';
import { readOptions, type Options } from './options.ts';
import { pages, type Page } from './pages.ts';
import { profilePages, type Shares } from './profile.ts';
import { keepResults } from './record.ts';
import { asText } from './report-text.ts';
import { asDocument, load, type Results } from './report.ts';
import { build, Server, type Watch } from './server.ts';
import { SECRET_KEY, settingsOf, type Settings } from './settings.ts';
import { measureFiling, measureRaces } from './writes.ts';

/**
 * `npm run bench`: how quick the portal is with many complaints, on a MariaDB server of its own or the one that
 * BENCH_DATABASE_URL names, with `--sqlite` on the embedded database. It talks to this machine only, and removes what
 * it made; only what it loaded into a named database stays, for the next run.
 */
const SETTINGS = ['--innodb-buffer-pool-size=512M', '--innodb-log-file-size=256M', '--max-connections=100'];
/** Longer than this it does not run, in milliseconds. */
const MOST_MS = 60 * 60_000;

const dataDir = mkdtempSync(join(tmpdir(), 'portal-bench-'));
let mariadb: PrivateServer | undefined;
let portal: Server | undefined;

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The database's address; none for the embedded one. */
async function serverUrl({ sqlite }: Options): Promise<string | undefined> {
  const given = process.env.BENCH_DATABASE_URL ?? '';
  if (sqlite) return undefined;
  if (given !== '') {
    const { hostname } = new URL(given);
    if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
      throw new Error('BENCH_DATABASE_URL must name a server on this machine.');
    return given;
  }
  const programs = findMariadb();
  if (programs === undefined) {
    throw new Error('No MariaDB server is installed. Set BENCH_DATABASE_URL, or try --sqlite.');
  }
  mariadb = await startMariadb(programs, SETTINGS);
  return mariadb.url;
}

async function prepareData(url: string | undefined, { complaints }: Options): Promise<void> {
  await openDatabase({ databaseUrl: url, dataDir });
  initModels(database());
  useJournalKey(SECRET_KEY);
  useMailKey(SECRET_KEY);
  await migrateUp();
  await seed(true);
  const before = await present();
  if (before.foreign)
    throw new Error('The database holds people who are not of the benchmark. Name an empty one.');
  if (before.complaints >= complaints)
    return say(`The data of an earlier run is used: ${before.complaints} complaints.`);
  if (before.complaints > 0) throw new Error('The database holds fewer complaints. Name an empty one.');
  say(`Loading ${complaints} complaints ...`);
  await loadData(complaints, say);
}

/** Starts the portal for `work` alone. */
async function serving<T>(
  settings: Settings,
  watch: Watch,
  work: (server: Server) => Promise<T>,
): Promise<T> {
  portal = await Server.start(settings, watch);
  const result = await work(portal);
  await portal.stop();
  return result;
}

async function measureProfiles(settings: Settings, asked: readonly Page[]): Promise<Shares[]> {
  say('Profiling ...');
  return serving(settings, 'profile', async (server) =>
    profilePages(server, asked, await askersOf(server, asked)),
  );
}

async function measure(url: string | undefined, options: Options): Promise<Results> {
  const settings = settingsOf(url, dataDir);
  const asked = (await pages()).filter(({ name }) => name.includes(options.only));
  const captured = await serving(settings, 'statements', (server) => captureStatements(server, asked));
  const loadBefore = load();
  say('Measuring ...');
  const startMs = await measureStart(() => Server.start(settings));
  const writes = 'filing'.includes(options.only);
  const files = (await filesToMake()).filter(({ name }) => name.includes(options.only));
  const measured = await serving(settings, 'nothing', async (server) => {
    const started = server.memory().now;
    return {
      pages: await measurePages(server, captured, say),
      files: await measureFiles(server, files, say),
      filing: writes ? await measureFiling(server) : [],
      races: writes ? await measureRaces(server) : undefined,
      memory: { started, ...server.memory() },
    };
  });
  const mails = 'mails'.includes(options.only) ? await measureMails(dataDir) : undefined;
  const profiles = options.profile ? await measureProfiles(settings, asked) : [];
  return { ...measured, mails, complaints: options.complaints, profiles, startMs, loadBefore };
}

async function stop(): Promise<void> {
  await portal?.stop();
  await closeDatabase();
  await mariadb?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  await build();
  const url = await serverUrl(options);
  await prepareData(url, options);
  const results = await measure(url, options);
  const output = options.json ? JSON.stringify(await asDocument(results), null, 2) : await asText(results);
  process.stdout.write(`${output}\n`);
  if (options.record) await keepResults(results);
}

function give(up: string): void {
  say(up);
  void stop().finally(() => process.exit(1));
}

log.level = 'error';
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => give('Stopped.'));
setTimeout(() => give('The benchmark took too long.'), MOST_MS).unref();
try {
  await run();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await stop();
}
