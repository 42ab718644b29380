import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { findMariadb, findProgram, startMariadb, type PrivateServer } from './support/mariadb.ts';

/**
 * `npm test`: every suite on SQLite, the same on a private MariaDB server where one is installed, and the browser's
 * suite where Chromium is. With file names, only those. PORTAL_TEST_STRICT=1 makes it an error to leave something out.
 */
const root = join(import.meta.dirname, '..');
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const files = process.argv.slice(2);
const suites = files.length === 0 ? ['test/**/*.test.ts'] : files.filter((file) => !isBrowserTest(file));
/** Building has nothing to do with the database: it is tested beside one engine. */
const BUILD_TEST = 'test/build.test.ts';
const remoteSuites =
  files.length === 0 ? ['--ignore', BUILD_TEST, ...suites] : suites.filter((file) => file !== BUILD_TEST);
/** What the browser alone does, whatever database is behind the portal. */
const BROWSER_ALONE = ['leaving', 'panel-loading', 'panel-walk'].map(
  (name) => `test/browser/${name}.browser.ts`,
);
const browserSuites = files.length === 0 ? ['test/browser/**/*.browser.ts'] : files.filter(isBrowserTest);

const chromium =
  process.env.CHROMIUM ??
  findProgram('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome');
const total = { passed: 0, failed: 0 };
const notRun: string[] = [];
const running = new Set<ChildProcess>();
let server: PrivateServer | undefined;
let stopping = false;

function isBrowserTest(file: string): boolean {
  return file.endsWith('.browser.ts');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What mocha's summary counts, such as `12 passing (3s)`. */
function counted(output: string, word: 'passing' | 'failing'): number {
  const plain = stripVTControlCharacters(output);
  return Number([...plain.matchAll(new RegExp(`^ {2}(\\d+) ${word}\\b`, 'gm'))].at(-1)?.[1] ?? 0);
}

/**
 * Runs one mocha process over the files, on SQLite where no server is given, and adds up what it counted.
 *
 * @param after what has to be printed first; until then the output is kept.
 */
async function runSuites(
  title: string,
  specs: readonly string[],
  url?: string,
  after: Promise<unknown> = Promise.resolve(),
): Promise<void> {
  if (specs.length === 0 || stopping) return;
  const colors = process.stdout.isTTY ? ['--color'] : [];
  const child = spawn(process.execPath, [mocha, '--forbid-only', '--forbid-pending', ...colors, ...specs], {
    cwd: root,
    env: { ...process.env, TEST_DATABASE_URL: url, CHROMIUM: chromium, PORTAL_TEST_BUILT: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const closed = once(child, 'close') as Promise<[number | null]>;
  let output = '';
  let isTurn = false;
  const take = (chunk: Buffer): void => {
    output += chunk.toString();
    if (isTurn) process.stdout.write(chunk);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  await after;
  say(`\n=== ${title} ===\n${output}`);
  isTurn = true;
  const [code] = await closed;
  running.delete(child);
  count(title, output, code);
}

function count(title: string, output: string, code: number | null): void {
  const passed = counted(output, 'passing');
  const failed = counted(output, 'failing');
  total.passed += passed;
  total.failed += failed;
  // A run that broke off, or in which nothing ran, must not look like a success.
  if ((code !== 0 && failed === 0) || passed + failed === 0) {
    total.failed += 1;
    say(`${title}: the run ended early or had no tests (exit code ${code}).`);
  }
}

async function startServer(): Promise<string | undefined> {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined && given !== '') return given;
  const programs = findMariadb();
  if (programs === undefined) return undefined;
  server = await startMariadb(programs);
  return server.url;
}

async function stop(): Promise<void> {
  stopping = true;
  for (const child of running) child.kill('SIGTERM');
  await server?.stop();
  server = undefined;
}

async function runAll(): Promise<void> {
  const shown = chromium === undefined ? [] : browserSuites;
  if (shown.length < browserSuites.length) notRun.push('the browser suite (no Chromium found)');

  // Processes that tests start run what is built, which takes half the time.
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/build.ts'], { cwd: root });
  const url = await startServer();
  if (url === undefined) notRun.push('the suites on MariaDB (no mariadbd found)');
  const remote = url === undefined ? [] : remoteSuites;
  const remoteShown =
    files.length === 0 && shown.length > 0
      ? [...BROWSER_ALONE.flatMap((file) => ['--ignore', file]), ...shown]
      : shown.filter((file) => !BROWSER_ALONE.includes(file));
  await sideBySide([
    (after) => runSuites('SQLite', suites, undefined, after),
    (after) => runSuites('MariaDB', remote, url, after),
    (after) => runSuites('Browser, on SQLite', shown, undefined, after),
    (after) => runSuites('Browser, on MariaDB', url === undefined ? [] : remoteShown, url, after),
  ]);
}

/** Two runs at a time, each of which keeps about one core busy; what they print stands in their order. */
async function sideBySide(runs: readonly ((after: Promise<unknown>) => Promise<void>)[]): Promise<void> {
  const places: [Promise<void>, Promise<void>] = [Promise.resolve(), Promise.resolve()];
  let printed: Promise<unknown> = Promise.resolve();
  for (const run of runs) {
    // A promise that says which place is free first.
    const free = await Promise.race(places.map((place, index) => place.then(() => index)));
    places[free] = run(printed);
    printed = Promise.all([printed, places[free]]);
  }
  await Promise.all(places);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void stop().finally(() => process.exit(130));
  });
}

try {
  await runAll();
} catch (error) {
  total.failed += 1;
  say(error instanceof Error ? error.message : String(error));
} finally {
  await stop();
}

say('');
for (const name of notRun) say(`Not run: ${name}.`);
const strict = process.env.PORTAL_TEST_STRICT === '1' && notRun.length > 0;
if (strict) say('PORTAL_TEST_STRICT=1 makes this an error.');
say(`${total.passed} passed, ${total.failed} failed${notRun.length > 0 ? `, ${notRun.length} skipped` : ''}`);
process.exitCode = total.failed > 0 || total.passed === 0 || strict ? 1 : 0;
