import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A database server that lives as long as the tests. */
export interface PrivateServer {
  /** Of an empty database on it. */
  readonly url: string;
  /** Ends it as somebody does who restarts it later; what is stored stays. */
  leave(): Promise<void>;
  /** Starts it again where it was, with these settings beside its own, and waits until it answers. */
  comeBack(more?: readonly string[]): Promise<void>;
  /** Ends it as a power failure does. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** Of its process, while it runs. */
  pid(): number | undefined;
}

const START_MS = 60_000;
/** A server with much to write takes its time; killed, it would have to mend what it holds. */
const STOP_MS = 60_000;
const SETTINGS = [
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-buffer-pool-size=64M',
  '--innodb-log-file-size=16M',
  '--skip-log-bin',
  '--performance-schema=OFF',
  '--max-connections=300',
  // What a killed server wrote is in the system's memory all the same.
  '--debug-no-sync',
];

/** The full path of the first of these programs that is installed; servers often lie in sbin, outside a user's path. */
export function findProgram(...names: string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  for (const name of names) {
    for (const folder of folders.filter(Boolean)) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not here.
      }
    }
  }
  return undefined;
}

/** Ports below those that systems give to whoever opens a connection, which may have one before it is listened on. */
const PORTS = { from: 15_000, to: 32_000 };

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    const probe = createServer().listen(port, '127.0.0.1');
    // Rejects where somebody listens there.
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    probe.close();
    await once(probe, 'close');
    return port;
  }
}

/** Both programs refuse to run as root unless told to. */
function identity(): string[] {
  return userInfo().uid === 0 ? ['--user=root'] : [];
}

function install(program: string, folder: string): void {
  const data = `--datadir=${join(folder, 'data')}`;
  const result = spawnSync(
    program,
    ['--no-defaults', data, '--skip-test-db', '--auth-root-authentication-method=normal', ...identity()],
    { encoding: 'utf8', env: { ...process.env, TMPDIR: folder } },
  );
  if (result.status !== 0) {
    throw new Error(
      `${program} failed:\n${result.error?.message ?? ''}${result.stdout ?? ''}${result.stderr ?? ''}`,
    );
  }
}

/** The server's own certificate, which only tests believe, and one of an authority that did not sign it. */
const CERTIFICATES = join(import.meta.dirname, 'tls');

function launch(program: string, folder: string, port: number, settings: readonly string[]): ChildProcess {
  const init = join(folder, 'init.sql');
  // One statement a line, as --init-file wants them.
  writeFileSync(
    init,
    [
      "CREATE USER IF NOT EXISTS portal IDENTIFIED BY 'portal';",
      'CREATE DATABASE IF NOT EXISTS portal_test;',
      'GRANT ALL ON *.* TO portal WITH GRANT OPTION;',
      // Whom a read-only server refuses, as it does the portal of an operator who gave no more than README says.
      "CREATE USER IF NOT EXISTS plain IDENTIFIED BY 'plain';",
      'GRANT ALL ON portal_test.* TO plain;',
    ].join('\n'),
  );
  const output = openSync(join(folder, 'server.log'), 'a');
  return spawn(
    program,
    [
      '--no-defaults',
      `--datadir=${join(folder, 'data')}`,
      `--socket=${join(folder, 's.sock')}`,
      `--pid-file=${join(folder, 'pid')}`,
      `--tmpdir=${folder}`,
      `--init-file=${init}`,
      '--bind-address=127.0.0.1',
      `--ssl-cert=${join(CERTIFICATES, 'server-cert.pem')}`,
      `--ssl-key=${join(CERTIFICATES, 'server-key.pem')}`,
      `--port=${port}`,
      ...settings,
      ...identity(),
    ],
    { stdio: ['ignore', output, output] },
  );
}

/** Whether somebody listens there. */
export async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function whenReady(server: ChildProcess, folder: string, port: number): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!(await accepts(port))) {
    if (server.exitCode !== null || server.signalCode !== null || Date.now() > deadline) {
      throw new Error(`mariadbd did not start:\n${readFileSync(join(folder, 'server.log'), 'utf8')}`);
    }
    await delay(100);
  }
}

/** Where Linux keeps files in memory, and the least room of it that is taken for enough, in bytes. */
const MEMORY = '/dev/shm';
const ENOUGH = 2 ** 32;

/** Where what nobody keeps lies: in memory if there is room, for each table that is made or altered writes to its disk. */
function quickFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    accessSync(MEMORY, constants.W_OK);
    return bavail * bsize >= ENOUGH ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** The programs of a MariaDB server, where it is installed. */
export function findMariadb(): { server: string; install: string } | undefined {
  const server = findProgram('mariadbd', 'mysqld');
  const installer = findProgram('mariadb-install-db', 'mysql_install_db');
  return server === undefined || installer === undefined ? undefined : { server, install: installer };
}

/**
 * Starts a MariaDB server of its own, on a free port of this machine only.
 *
 * @param settings the default is quick, and may forget everything when the machine stops.
 * @param kept the folder of a server that stays for later; by default it is a temporary one.
 */
export async function startMariadb(
  programs: { server: string; install: string },
  settings: readonly string[] = SETTINGS,
  kept?: string,
): Promise<PrivateServer> {
  const parent = settings === SETTINGS ? quickFolder() : tmpdir();
  const folder = kept ?? mkdtempSync(join(parent, 'portal-mariadb-'));
  let server: ChildProcess | undefined;
  // Nothing of it outlives the tests, however they end.
  const endAtOnce = (): void => void server?.kill('SIGKILL');
  process.once('exit', endAtOnce);
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    // One that stands still would not hear it.
    server.kill('SIGCONT');
    server.kill(signal);
    const hard = setTimeout(() => server?.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(hard);
  };
  const leave = (): Promise<void> => end('SIGTERM');
  const stop = async (): Promise<void> => {
    await leave();
    process.off('exit', endAtOnce);
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    if (!existsSync(join(folder, 'data'))) install(programs.install, folder);
    const port = await freePort();
    const comeBack = async (more: readonly string[] = []): Promise<void> => {
      server = launch(programs.server, folder, port, [...settings, ...more]);
      await whenReady(server, folder, port);
    };
    await comeBack();
    return {
      url: `mysql://portal:portal@127.0.0.1:${port}/portal_test`,
      leave,
      comeBack,
      kill: () => end('SIGKILL'),
      stop,
      pid: () => server?.pid,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
