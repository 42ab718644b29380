import { spawnSync } from 'node:child_process';
import { findMariadb, startMariadb, type PrivateServer } from '../support/mariadb.ts';
import { optionsIn } from './options.ts';
import { table, type Told } from './table.ts';

/** Every scene on one engine, in a process of its own: which database it is has to be known before anything is loaded. */
const options = optionsIn(process.argv.slice(2));
const DISK = 'size=700m';
/** Of a server that may be killed: what it promised to keep, the machine has. */
const SETTINGS = [
  '--innodb-flush-log-at-trx-commit=2',
  '--innodb-buffer-pool-size=128M',
  '--innodb-log-file-size=64M',
  '--skip-log-bin',
  '--max-connections=300',
];

async function server(): Promise<PrivateServer | undefined> {
  if (options.engine === 'sqlite') return undefined;
  const programs = findMariadb();
  if (programs === undefined) throw new Error('no mariadbd is installed');
  const started = await startMariadb(programs, SETTINGS);
  process.env.TEST_DATABASE_URL = started.url;
  return started;
}

function mount(folder: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', DISK, 'tmpfs', folder]).status === 0;
}

const own = await server();
const { closeTestDatabase, dataDir, openTestDatabase } = await import('../support/database.ts');
const { killLeftOvers } = await import('../support/portal-process.ts');
const hasOwnDisk = mount(dataDir);
const unmount = () => hasOwnDisk && spawnSync('umount', ['-l', dataDir]);

/** Ends what was started here, each by its own number, however this ends. */
process.once('exit', () => {
  killLeftOvers();
  unmount();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    killLeftOvers();
    void (own?.stop() ?? Promise.resolve()).finally(() => process.exit(130));
  });

const { log } = await import('../../src/log.ts');
log.level = 'silent';
await openTestDatabase();
// Something of everything, and somebody to rule.
const { runCommand } = await import('./killed-command.ts');
const { buildUser } = await import('../factories/people.ts');
const { testEnvironment } = await import('../support/database.ts');
await runCommand(['seed', '--demo'], testEnvironment);
await buildUser({ username: 'the-first', isSuperuser: true });
const { openPlace } = await import('./place.ts');
const { Random } = await import('./random.ts');
const { SCENES } = await import('./scenes/index.ts');
const { TWENTY } = await import('./people/crowd.ts');
const place = openPlace();
const told: Told[] = [];
const ground = {
  place,
  server: own,
  hasOwnDisk,
  crowd: TWENTY,
};
for (const [index, scene] of SCENES.entries()) {
  if (options.only !== undefined && scene.name !== options.only) continue;
  const minutes = options.minutes * scene.share;
  const here = {
    ...ground,
    random: new Random(options.seed + index),
    seconds: minutes * 60,
    kills: Math.max(4, Math.round(minutes * 8)),
  };
  const begun = performance.now();
  const why = scene.hindrance?.(here);
  process.stdout.write(`${options.engine}: ${scene.name}, ${scene.does}\n`);
  const outcome =
    why !== undefined
      ? { did: `not run: ${why}`, faults: [] }
      : await scene.run(here).catch((error: unknown) => ({
          did: 'broken off',
          faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
        }));
  killLeftOvers();
  const seconds = (performance.now() - begun) / 1000;
  const line = { name: scene.name, seconds, isRun: why === undefined, ...outcome };
  told.push(line);
  process.stdout.write(`  ${line.did} (${seconds.toFixed(0)} s)\n`);
  for (const fault of outcome.faults) process.stdout.write(`  FOUND ${fault}\n`);
}
process.stdout.write(`\n${table(options, told)}\n`);
await place.close();
await closeTestDatabase().catch(() => undefined);
await own?.stop();
process.exit(told.some(({ faults }) => faults.length > 0) || told.length === 0 ? 1 : 0);
