import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import { findMariadb, findProgram, freePort } from './mariadb.ts';

const PROVIDER = '/usr/lib/galera/libgalera_smm.so';
const START_MS = 90_000;
const DATABASE = 'portal_test';

/** One of several servers that have the same rows. */
export interface GaleraNode {
  readonly name: string;
  readonly port: number;
  /** Of the one database on it. */
  readonly url: string;
  /** Ends it at once, as a machine that loses its power. */
  kill(): Promise<void>;
  /** Starts it again; done once it has caught up. */
  comeBack(): Promise<void>;
  /** What the node says of itself, such as `Synced`; undefined: it does not answer. */
  state(): Promise<string | undefined>;
}

export interface GaleraCluster {
  readonly nodes: readonly GaleraNode[];
  stop(): Promise<void>;
}

/** Whether the servers' programs are installed, and this account may run them. */
export function hasGalera(): boolean {
  const found = findMariadb() !== undefined && existsSync(PROVIDER);
  return (
    found &&
    userInfo().uid === 0 &&
    ['rsync', 'wsrep_sst_rsync'].every((name) => findProgram(name) !== undefined)
  );
}

interface Ports {
  readonly sql: number;
  readonly group: number;
  readonly increments: number;
  readonly copies: number;
}

async function freePorts(): Promise<Ports> {
  return {
    sql: await freePort(),
    group: await freePort(),
    increments: await freePort(),
    copies: await freePort(),
  };
}

class Node implements GaleraNode {
  readonly name: string;
  readonly port: number;
  readonly url: string;
  readonly #home: string;
  readonly #folder: string;
  readonly #ports: Ports;
  readonly #peers: string;
  #server: ChildProcess | undefined;

  constructor(name: string, folder: string, ports: Ports, peers: string) {
    this.name = name;
    this.#home = folder;
    this.#folder = join(folder, name);
    this.#ports = ports;
    this.#peers = peers;
    this.port = ports.sql;
    this.url = `mysql://portal:portal@127.0.0.1:${ports.sql}/${DATABASE}`;
  }

  get #isRunning(): boolean {
    return this.#server !== undefined && this.#server.exitCode === null && this.#server.signalCode === null;
  }

  install(program: string): void {
    const data = `--datadir=${this.#folder}`;
    const how = [
      '--no-defaults',
      data,
      '--skip-test-db',
      '--auth-root-authentication-method=normal',
      '--user=mysql',
    ];
    // Two that are installed at once in one folder for temporary files meet there.
    const env = { ...process.env, TMPDIR: this.#home };
    const { status, stderr } = spawnSync(program, how, { encoding: 'utf8', env });
    if (status !== 0) throw new Error(`${program} failed:\n${stderr}`);
  }

  launch(program: string, ...more: string[]): void {
    const { sql, group, increments, copies } = this.#ports;
    const provider = [
      'base_host=127.0.0.1',
      `base_port=${group}`,
      `gmcast.listen_addr=tcp://127.0.0.1:${group}`,
      `ist.recv_addr=127.0.0.1:${increments}`,
      'gcache.size=64M',
      'socket.ssl=no',
      // A node that died is left out after so long; until then the others commit nothing. As in deploy/galera.cnf.
      'evs.keepalive_period=PT0.5S',
      'evs.suspect_timeout=PT2S',
      'evs.inactive_timeout=PT5S',
    ].join(';');
    const output = openSync(`${this.#folder}.out`, 'a');
    this.#server = spawn(
      program,
      [
        '--no-defaults',
        '--user=mysql',
        `--datadir=${this.#folder}`,
        `--socket=${this.#folder}.sock`,
        `--pid-file=${this.#folder}.pid`,
        `--port=${sql}`,
        '--bind-address=127.0.0.1',
        `--tmpdir=${this.#home}`,
        '--binlog-format=ROW',
        '--innodb-autoinc-lock-mode=2',
        '--innodb-buffer-pool-size=64M',
        '--innodb-log-file-size=32M',
        '--innodb-flush-log-at-trx-commit=0',
        '--performance-schema=OFF',
        '--max-connections=300',
        '--wsrep-on=ON',
        `--wsrep-provider=${PROVIDER}`,
        '--wsrep-cluster-name=portal',
        `--wsrep-cluster-address=${this.#peers}`,
        `--wsrep-node-name=${this.name}`,
        `--wsrep-node-address=127.0.0.1:${group}`,
        '--wsrep-sst-method=rsync',
        `--wsrep-sst-receive-address=127.0.0.1:${copies}`,
        '--wsrep-slave-threads=2',
        `--wsrep-provider-options=${provider}`,
        ...more,
      ],
      { stdio: ['ignore', output, output], env: { ...process.env, TMPDIR: this.#home } },
    );
  }

  async #ask(sql: string): Promise<string | undefined> {
    const connection = await mysql.createConnection({
      socketPath: `${this.#folder}.sock`,
      user: 'root',
      connectTimeout: 2000,
    });
    try {
      const [rows] = await connection.query<mysql.RowDataPacket[]>(sql);
      return Object.values(rows[0] ?? {}).at(-1) as string | undefined;
    } finally {
      connection.destroy();
    }
  }

  state(): Promise<string | undefined> {
    return this.#ask("SHOW STATUS LIKE 'wsrep_local_state_comment'").catch(() => undefined);
  }

  async whenSynced(): Promise<void> {
    const deadline = Date.now() + START_MS;
    while ((await this.state()) !== 'Synced') {
      if (!this.#isRunning || Date.now() > deadline)
        throw new Error(
          `${this.name} did not start:\n${readFileSync(`${this.#folder}.out`, 'utf8').slice(-4000)}`,
        );
      await delay(100);
    }
  }

  async makeDatabase(): Promise<void> {
    for (const sql of [
      "CREATE USER portal IDENTIFIED BY 'portal'",
      `CREATE DATABASE ${DATABASE}`,
      'GRANT ALL ON *.* TO portal',
    ])
      await this.#ask(sql);
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const server = this.#server;
    if (server === undefined || !this.#isRunning) return;
    const gone = once(server, 'exit');
    server.kill(signal);
    await gone;
  }

  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async comeBack(): Promise<void> {
    const programs = findMariadb();
    if (programs === undefined) throw new Error('no server program');
    this.launch(programs.server);
    await this.whenSynced();
  }

  killNow(): void {
    this.#server?.kill('SIGKILL');
  }
}

let shared: Promise<GaleraCluster> | undefined;

/** One cluster for all suites of this process, which ends with it. */
export function sharedGalera(): Promise<GaleraCluster> {
  return (shared ??= startGalera());
}

/** Starts three nodes of one database in a temporary folder, on free ports of this machine only. */
export async function startGalera(): Promise<GaleraCluster> {
  const programs = findMariadb();
  if (programs === undefined) throw new Error('no server program');
  const folder = mkdtempSync(join(tmpdir(), 'portal-galera-'));
  // The copying of a whole node is done as somebody who is not root.
  spawnSync('chown', ['mysql', folder]);
  const ports = [await freePorts(), await freePorts(), await freePorts()];
  const peers = `gcomm://${ports.map(({ group }) => `127.0.0.1:${group}`).join(',')}`;
  const nodes = ports.map((own, index) => new Node(`n${index + 1}`, folder, own, peers));
  const killAll = () => {
    for (const node of nodes) node.killNow();
    rmSync(folder, { recursive: true, force: true });
  };
  // Nothing of it outlives the tests, however they end.
  process.once('exit', killAll);
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.kill()));
    killAll();
  };
  try {
    const [first, ...others] = nodes;
    for (const node of nodes) node.install(programs.install);
    first?.launch(programs.server, '--wsrep-new-cluster');
    await first?.whenSynced();
    await first?.makeDatabase();
    for (const node of others) {
      node.launch(programs.server);
      await node.whenSynced();
    }
    return { nodes, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
