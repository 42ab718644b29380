import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase } from '../../src/database/connect.ts';
import { log } from '../../src/log.ts';
import { compareCosts } from './compare.ts';
import { openPlace, prepareData, type Place } from './data.ts';
import { measureEverything } from './everything.ts';
import { readOptions, type Options } from './options.ts';
import { keepResults } from './record.ts';
import { asText } from './report-text.ts';
import { asDocument } from './report.ts';
import { build } from './server.ts';
import { stopServing } from './serving.ts';

/**
 * `npm run bench`: how quick the portal is with many complaints, on a MariaDB server of its own or the one that
 * BENCH_DATABASE_URL names, with `--sqlite` on the embedded database. It talks to this machine only, and removes what
 * it made; only what it loaded into a named database or with `--keep` stays, for the next run.
 */
/** Longer than this it does not measure, in milliseconds. */
const MOST_MS = 60 * 60_000;

const temporary = mkdtempSync(join(tmpdir(), 'portal-bench-'));
let place: Place | undefined;

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function stop(): Promise<void> {
  await stopServing();
  await closeDatabase();
  await place?.server?.stop();
  rmSync(temporary, { recursive: true, force: true });
}

async function measure(options: Options, dataDir: string, { url }: Place): Promise<void> {
  const results = await measureEverything(url, dataDir, options, say);
  const output = options.json ? JSON.stringify(await asDocument(results), null, 2) : await asText(results);
  process.stdout.write(`${output}\n`);
  if (options.record) await keepResults(results);
}

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const dataDir = options.keep === undefined ? temporary : join(options.keep, 'data');
  await build();
  place = await openPlace(options);
  await prepareData(place, dataDir, options.complaints, say);
  if (options.load) return;
  setTimeout(() => give('The benchmark took too long.'), MOST_MS).unref();
  if (!options.cpu && options.processes === undefined) return measure(options, dataDir, place);
  process.stdout.write(`${await compareCosts(place, dataDir, options, say)}\n`);
}

function give(up: string): void {
  say(up);
  void stop().finally(() => process.exit(1));
}

log.level = 'error';
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => give('Stopped.'));
try {
  await run();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await stop();
}
