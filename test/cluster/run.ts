import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { storageUrlIn } from '../../src/config.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { log } from '../../src/log.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { storageAt } from '../../src/storage/storage-at.ts';
import { loadActor } from '../../src/use-cases/people/load-actor.ts';
import { connectPortal } from '../../src/use-cases/schema/connect-portal.ts';
import { createToken } from '../../src/use-cases/tokens/create-token.ts';
import { buildUser } from '../factories/people.ts';
import { hasGalera, startGalera, type GaleraCluster } from '../support/galera.ts';
import { findProgram, freePort } from '../support/mariadb.ts';
import { hasRadosgw, startRadosgw, type TestBuckets } from '../support/radosgw.ts';
import { faultsOf, leftToDo } from './checks.ts';
import { nothingYet, report, work, type Acknowledged } from './clients.ts';
import { figures } from './figures.ts';
import { answers, Program, startBalancer, startNodeCheck, type Balancer, type Part } from './parts.ts';

/**
 * `npm run cluster`: three nodes of Galera, an S3 server, a balancer, two portals and a worker on this machine; 20 clients
 * file and work complaints while each kind of part is killed and comes back; then it is looked whether all is there, once.
 * `-- --figures` measures requests a second with one, two and four portals instead.
 */
const root = join(import.meta.dirname, '..', '..');
const CLIENTS = { reporters: 14, engineers: 6 };
/** So long all is well before and after each of those that are killed, in milliseconds. */
const CALM_MS = 6000;
/** How long something is away. */
const AWAY_MS = 4000;
/** Longest run: it ends by itself whatever happens. */
const MOST_MS = 12 * 60_000;
const DRAIN_MS = 120_000;

const begun = performance.now();
const say = (text: string) =>
  process.stdout.write(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${text}\n`);

/** What the processes of the portal are told. */
export type Settings = Record<string, string>;

const portal = (name: string, folder: string, port: number, settings: Settings) =>
  new Program(
    name,
    folder,
    [process.execPath, join('dist', 'src', 'main.js')],
    { ...settings, PORT: String(port), WORKER: 'off', DATA_DIR: join(folder, `data-${name}`) },
    () => answers(`http://127.0.0.1:${port}/readyz`),
  );

/** @throws Error when it has not come to pass within a minute. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const from = performance.now(); !(await isSo()); await delay(500))
    if (performance.now() - from > 60_000) throw new Error(`it never came to pass that ${what}`);
}

async function command(settings: Settings, ...parameters: string[]): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const environment = { PATH, HOME, ...settings };
  const cli = join('dist', 'src', 'cli', 'index.js');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...parameters], {
    cwd: root,
    env: environment,
  });
  return stdout;
}

/** Everything that stands on this machine for the run. */
interface Built {
  readonly folder: string;
  readonly galera: GaleraCluster;
  readonly buckets: TestBuckets;
  readonly balancer: Balancer;
  readonly settings: Settings;
  readonly portals: readonly Program[];
  readonly ports: readonly number[];
}

async function build(folder: string, count: number): Promise<Built> {
  const [galera, buckets] = await Promise.all([startGalera(), startRadosgw()]);
  say('three nodes and the S3 server stand');
  await buckets.make('portal-files');
  const [, checkPort] = await startNodeCheck(folder, galera);
  const ports: number[] = [];
  for (let index = 0; index < count; index += 1) ports.push(await freePort());
  const balancer = await startBalancer(folder, galera, checkPort, ports);
  const settings = {
    DATABASE_URL: `mysql://portal:portal@127.0.0.1:${balancer.databasePort}/portal_test`,
    STORAGE_URL: buckets.urlOf('portal-files'),
    SESSION_SECRET: 'a secret that only this cluster knows, long enough',
    SECRET_KEY: 'a key that only this cluster knows, long enough',
    TRUST_PROXY: 'loopback',
    FILINGS_PER_HOUR: '0',
    UPLOAD_MB_PER_DAY: '0',
    API_REQUESTS_PER_MINUTE: '0',
    LOG_LEVEL: 'warn',
    DATA_DIR: join(folder, 'data'),
  };
  mkdirSync(settings.DATA_DIR);
  // The balancer has to find its nodes first.
  await until('the database answers', () =>
    command(settings, 'migrate', 'status').then(
      () => true,
      (error: { code?: number }) => error.code === 3,
    ),
  );
  await Promise.all([command(settings, 'migrate'), command(settings, 'migrate')]);
  say('migrated by two at once');
  // On a busy machine a node may be so far behind with the tables that it lets nobody read for a while.
  await until('it is seeded', () =>
    command(settings, 'seed').then(
      () => true,
      () => false,
    ),
  );
  const portals = ports.map((port, index) => portal(`portal${index + 1}`, folder, port, settings));
  await Promise.all(portals.map((one) => one.comeBack()));
  return { folder, galera, buckets, balancer, settings, portals, ports };
}

/** Kills something, lets the others go on without it, and brings it back. */
async function kill(part: Part, done: Acknowledged): Promise<void> {
  await delay(CALM_MS);
  say(`${part.name} is killed`);
  done.away = part.name;
  await part.kill();
  await delay(AWAY_MS);
  await part.comeBack();
  done.away = '';
  say(`${part.name} is back`);
}

/** How often people had to ask again while something was away; that another was quicker is no failure. */
function failedClicks({ refusals }: Acknowledged, away: string): number {
  const ending = away === '' ? 'with all there' : `without ${away}`;
  const failed = [...refusals].filter(([what]) => what.endsWith(ending) && !what.startsWith('409'));
  return failed.reduce((sum, [, count]) => sum + count, 0);
}

async function drain(galera: GaleraCluster): Promise<void> {
  for (const from = performance.now(); performance.now() - from < DRAIN_MS; await delay(500))
    if ((await leftToDo(galera)) === 0) return;
  throw new Error(`after ${DRAIN_MS / 1000} s there are jobs that were not done`);
}

const bucketOf = ({ STORAGE_URL = '' }: Settings) => {
  const place = storageUrlIn(STORAGE_URL);
  return place === 'folder' ? undefined : place;
};

/** Lets this process make people and look at rows. */
function connect({ folder, galera, settings }: Built): Promise<() => Promise<void>> {
  return connectPortal({
    databaseUrl: galera.nodes[0]?.url,
    databaseTls: undefined,
    dataDir: join(folder, 'data'),
    secretKey: settings.SECRET_KEY,
    smtpUrl: undefined,
    mailFrom: 'IT <it@alphalab.example>',
    baseUrl: undefined,
    host: '127.0.0.1',
    port: 3000,
    bucket: bucketOf(settings),
  });
}

async function torture(built: Built): Promise<boolean> {
  const { folder, galera, buckets, balancer, settings, portals } = built;
  const parameters = [process.execPath, join('dist', 'src', 'cli', 'index.js'), 'work'];
  const worker = new Program('worker', folder, parameters, settings, async () => {
    await delay(3000);
    return true;
  });
  await worker.comeBack();
  const done = nothingYet();
  let isOver = false;
  const person = (username: string) => ({ url: balancer.url, username, done, isOver: () => isOver });
  const type = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
  const runs: Promise<void>[] = [];
  const failures: string[] = [];
  const watch = (run: Promise<void>) =>
    runs.push(run.catch((error: unknown) => void failures.push(String(error))));
  for (let index = 0; index < CLIENTS.reporters; index += 1)
    await buildUser({ username: `reporter${index}` });
  const scopes = ['panel.open', 'complaints.view', 'complaints.work'];
  const tokens: string[] = [];
  for (let index = 0; index < CLIENTS.engineers; index += 1) {
    const user = await buildUser({ username: `engineer${index}`, groups: [GROUP.engineer] });
    const actor = (await loadActor(user.id))?.actor;
    const made = actor && (await createToken(actor, actor, { name: 'cluster', scopes }));
    tokens.push(made?.token ?? '');
  }
  say('20 clients begin');
  for (let index = 0; index < CLIENTS.reporters; index += 1)
    watch(report(person(`reporter${index}`), type.id));
  for (const [index, token] of tokens.entries()) watch(work(person(`engineer${index}`), token));

  const [, node] = galera.nodes;
  const [first] = portals;
  const storage: Part = {
    name: 'the storage',
    kill: () => buckets.leave(),
    comeBack: () => buckets.comeBack(),
  };
  const parts: (Part | undefined)[] = [
    node && { name: 'a database node', kill: () => node.kill(), comeBack: () => node.comeBack() },
    first,
    worker,
    storage,
  ];
  for (const part of parts) if (part !== undefined) await kill(part, done);
  await delay(CALM_MS);
  isOver = true;
  await Promise.all(runs);
  say(
    `${done.filed.size} complaints filed, ${done.steps.size} steps and ${done.replies.size} replies acknowledged, of ${done.requests} requests`,
  );
  for (const [what, count] of done.refusals) say(`not done at once: ${count} x ${what}`);
  await drain(galera);
  say('all jobs are done');
  const faults = [
    ...failures,
    ...(await faultsOf(galera, done, storageAt({ dataDir: folder, bucket: bucketOf(settings) }))),
  ];
  await worker.stop();
  const verified = await command(settings, 'audit', 'verify').catch(
    (error: { stdout?: string }) => error.stdout ?? '',
  );
  if (!verified.startsWith('The journal is whole')) faults.push(`the journal: ${verified}`);
  say(verified.split('\n')[0] ?? '');
  const clients = CLIENTS.reporters + CLIENTS.engineers;
  for (const name of ['a database node', 'portal1', 'worker', ''])
    if (failedClicks(done, name) > clients)
      faults.push(
        `${failedClicks(done, name)} clicks of ${clients} people failed without ${name || 'anything'}`,
      );
  if (done.filed.size < 50 || done.steps.size < 50) faults.push('so little was done that it proves nothing');
  for (const fault of faults) say(`FAULT  ${fault}`);
  say(faults.length === 0 ? 'Nothing was lost, doubled or out of order.' : `${faults.length} faults.`);
  return faults.length === 0;
}

async function run(folder: string): Promise<boolean> {
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/build.ts'], { cwd: root });
  const isMeasured = process.argv.includes('--figures');
  const built = await build(folder, isMeasured ? 4 : 2);
  const close = await connect(built);
  try {
    if (!isMeasured) return await torture(built);
    await buildUser({ username: 'measured' });
    for (const line of await figures(built)) say(line);
    return true;
  } finally {
    await close();
    for (const one of built.portals) await one.stop();
    await built.balancer.program.stop();
    await built.buckets.stop();
    await built.galera.stop();
  }
}

log.level = 'silent';
const folder = mkdtempSync(join(tmpdir(), 'portal-cluster-'));
const missing = [
  ...(hasGalera() ? [] : ['Galera (mariadb-server, galera-4, rsync; as root)']),
  ...(hasRadosgw() ? [] : ['radosgw (radosgw, ceph-mon, ceph-osd, ceph-common; as root)']),
  ...(findProgram('haproxy') === undefined ? ['haproxy'] : []),
];
let code = 1;
setTimeout(() => {
  say('it took too long and is broken off');
  process.exit(1);
}, MOST_MS).unref();
try {
  if (missing.length > 0) throw new Error(`This needs ${missing.join(', ')}.`);
  code = (await run(folder)) ? 0 : 1;
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
if (code === 0) rmSync(folder, { recursive: true, force: true });
else say(`what the processes said is in ${folder}`);
process.exit(code);
