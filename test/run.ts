import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { findDjango } from './support/find-django.ts';
import { findDovecot } from './support/dovecot.ts';
import { findSlapd } from './support/slapd.ts';
import { findMariadb, findProgram, startMariadb, type PrivateServer } from './support/mariadb.ts';
import { hasGalera } from './support/galera.ts';
import { hasRadosgw } from './support/radosgw.ts';

/**
 * `npm test`: every suite on SQLite, the same on a private MariaDB server where one is installed, and the browser's
 * suite where Chromium is. With file names, only those. PORTAL_TEST_STRICT=1 makes it an error to leave something out.
 */
const root = join(import.meta.dirname, '..');
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const files = process.argv.slice(2);
/** What needs a real mailbox, beside all else. */
const MAILBOX_TESTS = 'test/**/*.mailbox.ts';
const hasMailbox = findDovecot() !== undefined;
/** What needs a real S3 server, and what is run once more with files in one. */
const BUCKET_TESTS = /\.bucket\.ts$/;
const WITH_BUCKET = [
  'test/**/*.bucket.ts',
  'test/portal/attachments.test.ts',
  'test/portal/faq.test.ts',
  'test/portal/kept-forms.test.ts',
  'test/portal/sending.test.ts',
  'test/admin/step-files.test.ts',
  'test/use-cases/attachments/without-position.test.ts',
];
const hasBuckets = hasRadosgw();
/** What needs a real directory. */
const DIRECTORY_TESTS = 'test/**/*.directory.ts';
const hasDirectory = findSlapd() !== undefined;
/** What happens on several servers at once that all take writes. */
const CLUSTER_TESTS = 'test/**/*.galera.ts';
const hasCluster = hasGalera();
/** The examples of the documents, which are written for a shell. */
const CURL_TESTS = 'test/**/*.curl.ts';
const hasCurl = findProgram('curl') !== undefined;
const everything = [
  'test/**/*.test.ts',
  ...(hasMailbox ? [MAILBOX_TESTS] : []),
  ...(hasDirectory ? [DIRECTORY_TESTS] : []),
  ...(hasCurl ? [CURL_TESTS] : []),
];
const suites =
  files.length === 0
    ? everything
    : files.filter((file) => !isBrowserTest(file) && !BUCKET_TESTS.test(file) && !isClusterTest(file));
const clusterSuites = files.length === 0 ? [CLUSTER_TESTS] : files.filter(isClusterTest);
const bucketSuites = files.length === 0 ? WITH_BUCKET : files.filter((file) => BUCKET_TESTS.test(file));
/** What has nothing to do with the database is tested beside one engine, the quicker. */
const ON_ONE_ENGINE = [
  'test/build.test.ts',
  'test/config.test.ts',
  'test/deployment.test.ts',
  'test/api/examples.curl.ts',
  'test/api/generated-client.test.ts',
  'test/architecture.test.ts',
  'test/architecture-complaints.test.ts',
  'test/admin/assets.test.ts',
  'test/admin/panel-script.test.ts',
  'test/cli/portal.test.ts',
  'test/storage/local-directory.test.ts',
];
const remoteSuites =
  files.length === 0
    ? [...ON_ONE_ENGINE.flatMap((file) => ['--ignore', file]), ...suites]
    : suites.filter((file) => !ON_ONE_ENGINE.includes(file));
/** Stories that write through the pages: the others look at what the browser does, whatever database is behind. */
const BROWSER_STORIES = ['complaint-story', 'panel-people', 'portal-conversation', 'related'].map(
  (name) => `test/browser/${name}.browser.ts`,
);
const browserSuites =
  files.length > 0
    ? files.filter(isBrowserTest)
    : readdirSync(join(root, 'test/browser'))
        .filter(isBrowserTest)
        .map((name) => `test/browser/${name}`);

const chromium =
  process.env.CHROMIUM ??
  findProgram('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome');
const total = { passed: 0, failed: 0 };
const notRun: string[] = [];
/** Of each run what mocha says of its failed tests, to be read at the end of a long output. */
const failures: string[] = [];
const running = new Set<ChildProcess>();
let server: PrivateServer | undefined;
let stopping = false;

function isBrowserTest(file: string): boolean {
  return file.endsWith('.browser.ts');
}

function isClusterTest(file: string): boolean {
  return file.endsWith('.galera.ts');
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
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  if (specs.length === 0 || stopping) return;
  const colors = process.stdout.isTTY ? ['--color'] : [];
  const child = spawn(process.execPath, [mocha, '--forbid-only', '--forbid-pending', ...colors, ...specs], {
    cwd: root,
    env: { ...process.env, TEST_DATABASE_URL: url, CHROMIUM: chromium, PORTAL_TEST_BUILT: '1', ...more },
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
  const told = stripVTControlCharacters(output).split(/^ {2}\d+ failing$/m)[1];
  if (told !== undefined) failures.push(`\n=== Failed: ${title} ===\n${told.trimEnd()}`);
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
  if (!hasMailbox) notRun.push('the mailbox suite (no dovecot found, or not started as root)');
  if (!hasCluster) notRun.push('the suite on three nodes (no Galera found, or not started as root)');
  if (!hasBuckets) notRun.push('the suite with files in S3 (no radosgw found, or not started as root)');
  if (!hasDirectory) notRun.push('the directory suite (no slapd found)');
  if (!hasCurl) notRun.push('the examples of the documents (no curl found)');
  if (shown.length < browserSuites.length) notRun.push('the browser suite (no Chromium found)');

  // Processes that tests start run what is built, which takes half the time.
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/build.ts'], { cwd: root });
  const url = await startServer();
  if (url === undefined) notRun.push('the suites on MariaDB (no mariadbd found)');
  if (findDjango() === undefined) notRun.push('the old portal as Django builds it (no python3-django found)');
  const remote = url === undefined ? [] : remoteSuites;
  const remoteShown = files.length === 0 && shown.length > 0 ? BROWSER_STORIES : shown;
  await sideBySide([
    (after) => runSuites('SQLite', suites, undefined, after),
    (after) => runSuites('MariaDB', remote, url, after),
    (after) =>
      runSuites('Files in S3', hasBuckets ? bucketSuites : [], url, after, { PORTAL_TEST_STORAGE: 's3' }),
    (after) =>
      runSuites('Three nodes of Galera', hasCluster ? clusterSuites : [], undefined, after, {
        PORTAL_TEST_DATABASE: 'galera',
      }),
    ...parted(shown).map(
      (part, index): Run =>
        (after) =>
          runSuites(`Browser, on SQLite, part ${index + 1}`, part, undefined, after),
    ),
    (after) => runSuites('Browser, on MariaDB', url === undefined ? [] : remoteShown, url, after),
  ]);
}

/** So many parts that no core is idle for long at the end, and so few that starting them takes no time. */
const PARTS = 4;

/** The files in parts that take about as long as each other, by how much is written in them. */
function parted(names: readonly string[]): string[][] {
  const parts = Array.from({ length: PARTS }, () => ({ files: [] as string[], bytes: 0 }));
  const bytesOf = new Map(names.map((name) => [name, statSync(join(root, name)).size]));
  for (const [file, bytes] of [...bytesOf].toSorted(([, one], [, other]) => other - one)) {
    const [least] = parts.toSorted((one, other) => one.bytes - other.bytes);
    least?.files.push(file);
    if (least !== undefined) least.bytes += bytes;
  }
  return parts.map((part) => part.files);
}

/** Runs something, and prints of it once all is printed that stands before. */
type Run = (after: Promise<unknown>) => Promise<void>;

/** Two runs at a time, each of which keeps about one core busy; what they print stands in their order. */
async function sideBySide(runs: readonly Run[]): Promise<void> {
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

for (const failure of failures) say(failure);
say('');
for (const name of notRun) say(`Not run: ${name}.`);
const strict = process.env.PORTAL_TEST_STRICT === '1' && notRun.length > 0;
if (strict) say('PORTAL_TEST_STRICT=1 makes this an error.');
say(`${total.passed} passed, ${total.failed} failed${notRun.length > 0 ? `, ${notRun.length} skipped` : ''}`);
process.exitCode = total.failed > 0 || total.passed === 0 || strict ? 1 : 0;
