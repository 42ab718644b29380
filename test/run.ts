import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Readable, type Writable } from 'node:stream';
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
/** Every file below this folder, as it is named on the command line. */
const written = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .map((name) => `test/${name}`)
  .toSorted();
const ending = (kind: string) => written.filter((name) => name.endsWith(`.${kind}.ts`));
/** What needs a real mailbox, beside all else. */
const MAILBOX_TESTS = ending('mailbox');
const hasMailbox = findDovecot() !== undefined;
/** What needs a real S3 server, and what is run once more with files in one. */
const BUCKET_TESTS = /\.bucket\.ts$/;
const WITH_BUCKET = [
  ...ending('bucket'),
  'test/portal/attachments.test.ts',
  'test/portal/faq.test.ts',
  'test/portal/kept-forms.test.ts',
  'test/portal/sending.test.ts',
  'test/admin/step-files.test.ts',
  'test/use-cases/attachments/without-position.test.ts',
];
const hasBuckets = hasRadosgw();
/** What needs a real directory. */
const DIRECTORY_TESTS = ending('directory');
const hasDirectory = findSlapd() !== undefined;
/** What happens on several servers at once that all take writes. */
const CLUSTER_TESTS = ending('galera');
const hasCluster = hasGalera();
/** What the examples of deployments are for. */
const PROXIES = ['haproxy', 'nginx', 'caddy'];
/** The examples of the documents, which are written for a shell. */
const CURL_TESTS = ending('curl');
const hasCurl = findProgram('curl') !== undefined;
const everything = [
  ...ending('test'),
  ...(hasMailbox ? MAILBOX_TESTS : []),
  ...(hasDirectory ? DIRECTORY_TESTS : []),
  ...(hasCurl ? CURL_TESTS : []),
];
const suites =
  files.length === 0
    ? everything
    : files.filter((file) => !isBrowserTest(file) && !BUCKET_TESTS.test(file) && !isClusterTest(file));
const clusterSuites = files.length === 0 ? CLUSTER_TESTS : files.filter(isClusterTest);
const bucketSuites = files.length === 0 ? WITH_BUCKET : files.filter((file) => BUCKET_TESTS.test(file));
/** What has nothing to do with the database is tested beside one engine, the quicker. */
const ON_ONE_ENGINE = new Set([
  'test/build.test.ts',
  'test/config.test.ts',
  'test/deployment.test.ts',
  'test/full-log.test.ts',
  'test/log-stream.test.ts',
  'test/processes.test.ts',
  'test/proxies.test.ts',
  'test/security-document.test.ts',
  'test/api/examples.curl.ts',
  'test/api/generated-client.test.ts',
  'test/admin/assets.test.ts',
  'test/admin/panel-script.test.ts',
  'test/archive/archive.test.ts',
  'test/cli/portal.test.ts',
  'test/mail/quoted-text.test.ts',
  'test/mail/read-mail.test.ts',
  'test/migrations/migration-files.test.ts',
  'test/policies/access-level.test.ts',
  'test/storage/answer.test.ts',
  'test/storage/local-directory.test.ts',
  'test/use-cases/attachments/content-type.test.ts',
  'test/use-cases/exports/pdf-in-thread.test.ts',
  'test/use-cases/exports/work-queue.test.ts',
  'test/use-cases/keys/embedded-key.test.ts',
  'test/use-cases/people/django-password.test.ts',
  'test/use-cases/people/hash-queue.test.ts',
  'test/use-cases/people/passwords.test.ts',
  'test/web/base-path.test.ts',
  'test/web/cross-origin-guard.test.ts',
  'test/web/packing.test.ts',
  'test/web/send-file.test.ts',
  'test/webhooks/signature.test.ts',
]);
/** The same of whole kinds of tests. */
const KINDS_ON_ONE_ENGINE = /^test\/(?:architecture|look\/|documents\/)/;
const remoteSuites = suites.filter((file) => !ON_ONE_ENGINE.has(file) && !KINDS_ON_ONE_ENGINE.test(file));
/** Stories that write through the pages: the others look at what the browser does, whatever database is behind. */
const BROWSER_STORIES = ['complaint-story', 'panel-people', 'portal-conversation', 'related'].map(
  (name) => `test/browser/${name}.browser.ts`,
);
const browserSuites = files.length > 0 ? files.filter(isBrowserTest) : ending('browser');

const chromium =
  process.env.CHROMIUM ??
  findProgram('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome');
const total = { passed: 0, failed: 0 };
const notRun: string[] = [];
/** Of each run what mocha says of its failed tests, to be read at the end of a long output. */
const failures: string[] = [];
const running = new Set<ChildProcess>();
const servers = new Set<PrivateServer>();
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
 * @param output gets all that is said.
 */
async function runSuites(
  output: Writable,
  title: string,
  specs: readonly string[],
  url?: string,
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
  output.write(`\n=== ${title} ===\n`);
  let told = '';
  const take = (chunk: Buffer): void => {
    told += chunk.toString();
    output.write(chunk);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const [code] = (await once(child, 'close')) as [number | null];
  running.delete(child);
  count(output, title, told, code);
}

function count(output: Writable, title: string, told: string, code: number | null): void {
  const passed = counted(told, 'passing');
  const failed = counted(told, 'failing');
  total.passed += passed;
  total.failed += failed;
  const faults = stripVTControlCharacters(told).split(/^ {2}\d+ failing$/m)[1];
  if (faults !== undefined) failures.push(`\n=== Failed: ${title} ===\n${faults.trimEnd()}`);
  // A run that broke off, or in which nothing ran, must not look like a success.
  if ((code !== 0 && failed === 0) || passed + failed === 0) {
    total.failed += 1;
    output.write(`${title}: the run ended early or had no tests (exit code ${code}).\n`);
  }
}

/** A database server that is there already. */
const givenServer = process.env.TEST_DATABASE_URL === '' ? undefined : process.env.TEST_DATABASE_URL;
const mariadb = findMariadb();

/** The runs on MariaDB: each with a server of its own, or one after the other on the one that is given. */
function onMariadb(runs: readonly (readonly [string, readonly string[]])[]): Run[] {
  if (givenServer !== undefined)
    return [
      async (output) => {
        for (const [title, specs] of runs) await runSuites(output, title, specs, givenServer);
      },
    ];
  if (mariadb === undefined) return [];
  return runs
    .filter(([, specs]) => specs.length > 0)
    .map(([title, specs]) => async (output) => {
      const server = await startMariadb(mariadb);
      servers.add(server);
      await runSuites(output, title, specs, server.url, { TEST_DATABASE_PID: String(server.pid()) });
      servers.delete(server);
      await server.stop();
    });
}

async function stop(): Promise<void> {
  stopping = true;
  for (const child of running) child.kill('SIGTERM');
  for (const server of servers) await server.stop();
}

async function runAll(): Promise<void> {
  const shown = chromium === undefined ? [] : browserSuites;
  if (!hasMailbox) notRun.push('the mailbox suite (no dovecot found, or not started as root)');
  if (!hasCluster) notRun.push('the suite on three nodes (no Galera found, or not started as root)');
  if (!hasBuckets) notRun.push('the suite with files in S3 (no radosgw found, or not started as root)');
  if (!hasDirectory) notRun.push('the directory suite (no slapd found)');
  if (!hasCurl) notRun.push('the examples of the documents (no curl found)');
  for (const name of PROXIES)
    if (findProgram(name) === undefined) notRun.push(`the example for ${name} (not found)`);
  if (shown.length < browserSuites.length) notRun.push('the browser suite (no Chromium found)');

  // Processes that tests start run what is built, which takes half the time.
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/build.ts'], { cwd: root });
  if (mariadb === undefined && givenServer === undefined)
    notRun.push('the suites on MariaDB (no mariadbd found)');
  if (findDjango() === undefined) notRun.push('the old portal as Django builds it (no python3-django found)');
  const remoteShown = files.length === 0 && shown.length > 0 ? BROWSER_STORIES : shown;
  const suiteRuns = [
    ...onMariadb(named('MariaDB', parted(remoteSuites, SUITE_PARTS))),
    ...named('SQLite', parted(suites, SUITE_PARTS)).map((part) => onSqlite(part)),
    onSqlite(['Files in S3', hasBuckets ? bucketSuites : []], { PORTAL_TEST_STORAGE: 's3' }),
  ];
  const clusterRun = onSqlite(['Three nodes of Galera', hasCluster ? clusterSuites : []], {
    PORTAL_TEST_DATABASE: 'galera',
  });
  const browserRuns = [
    ...named('Browser, on SQLite', parted(shown, BROWSER_PARTS)).map((part) => onSqlite(part)),
    ...onMariadb([['Browser, on MariaDB', remoteShown]]),
  ];
  // The shortest in the end.
  await sideBySide([...spread(browserRuns, suiteRuns), clusterRun], PLACES);
}

/** A run without a server for the database. */
function onSqlite(
  [title, specs]: readonly [string, readonly string[]],
  more?: Readonly<Record<string, string>>,
): Run {
  return (output) => runSuites(output, title, specs, undefined, more);
}

/**
 * The browsers' runs among the others, once each place had one of these. What takes long begins first, so that no core is idle
 * at the end, and few browsers are beside one another: they make pages slow, for which stories have to wait.
 */
function spread<T>(browsers: readonly T[], others: readonly T[]): T[] {
  const first = others.slice(0, PLACES);
  const then = others.slice(PLACES);
  const turns = Math.max(then.length, browsers.length);
  return [...first, ...Array.from({ length: turns }, (_, n) => [then[n], browsers[n]]).flat()].filter(
    (one) => one !== undefined,
  );
}

/** So many parts that no core is idle for long at the end, and so few that starting them takes no time. */
const BROWSER_PARTS = files.length === 0 ? 4 : 1;
const SUITE_PARTS = files.length === 0 ? 3 : 1;

/** The files in parts that take about as long as each other, by how much is written in them; no more parts than files. */
function parted(names: readonly string[], count: number): string[][] {
  const parts = Array.from({ length: Math.min(count, names.length) }, () => ({
    files: [] as string[],
    bytes: 0,
  }));
  const bytesOf = new Map(names.map((name) => [name, statSync(join(root, name)).size]));
  for (const [file, bytes] of [...bytesOf].toSorted(([, one], [, other]) => other - one)) {
    const [least] = parts.toSorted((one, other) => one.bytes - other.bytes);
    least?.files.push(file);
    if (least !== undefined) least.bytes += bytes;
  }
  return parts.map((part) => part.files.toSorted());
}

/** The parts with their titles. */
function named(title: string, parts: readonly string[][]): [string, string[]][] {
  return parts.map((part, index) => [parts.length === 1 ? title : `${title}, part ${index + 1}`, part]);
}

/** Runs something that says what becomes of it. */
type Run = (output: Writable) => Promise<void>;

/** One run more than there are cores, since each waits now and then, except where it is some files that somebody works on. */
const PLACES = files.length === 0 ? availableParallelism() + 1 : 2;

/** How long all places together were in use, in milliseconds: it is told, since nobody sees a place that waits for another. */
let inUse = 0;

/** Prints what comes, once all is printed that stands before. */
async function print(output: Readable, before: Promise<void>): Promise<void> {
  await before;
  for await (const chunk of output) process.stdout.write(chunk as Buffer);
}

/** So many runs at a time; what they print stands in their order, and none keeps a place until its turn to print. */
async function sideBySide(runs: readonly Run[], count: number): Promise<void> {
  const places = Array.from({ length: count }, () => Promise.resolve());
  let printed = Promise.resolve();
  for (const run of runs) {
    // A promise that says which place is free first.
    const free = await Promise.race(places.map((place, index) => place.then(() => index)));
    const output = new PassThrough();
    const began = performance.now();
    places[free] = run(output).finally(() => {
      output.end();
      inUse += performance.now() - began;
    });
    printed = print(output, printed);
  }
  await Promise.all([...places, printed]);
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
const share = Math.round((inUse / PLACES / performance.now()) * 100);
say(
  `${(performance.now() / 60_000).toFixed(1)} minutes on ${availableParallelism()} cores, ${PLACES} places in use for ${share} % of them.`,
);
say(`${total.passed} passed, ${total.failed} failed${notRun.length > 0 ? `, ${notRun.length} skipped` : ''}`);
process.exitCode = total.failed > 0 || total.passed === 0 || strict ? 1 : 0;
