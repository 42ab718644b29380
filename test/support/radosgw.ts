import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { S3Client } from '../../src/storage/s3/client.ts';
import type { S3Place } from '../../src/storage/s3/place.ts';
import { findProgram, freePort } from './mariadb.ts';

const START_MS = 60_000;
const PROGRAMS = ['ceph', 'ceph-mon', 'ceph-osd', 'radosgw', 'radosgw-admin', 'ceph-authtool', 'monmaptool'];
const KEY_ID = 'PORTALTESTKEY';
const SECRET = 'a/secret+with=signs';

/** A real S3 server on loopback, whose contents are in memory. */
export interface TestBuckets {
  readonly port: number;
  /** Makes a bucket of this name. */
  make(bucket: string): Promise<S3Place>;
  /** As STORAGE_URL names it. */
  urlOf(bucket: string): string;
  /** Ends the server that answers, at once; what is stored stays. */
  leave(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** Whether all of its programs are installed, and this account may run them. */
export function hasRadosgw(): boolean {
  return userInfo().uid === 0 && PROGRAMS.every((name) => findProgram(name) !== undefined);
}

function configuration(folder: string, [mon, monOld, web]: readonly [number, number, number]): string {
  return `
[global]
fsid = 11111111-2222-3333-4444-555555555555
mon host = [v2:127.0.0.1:${mon},v1:127.0.0.1:${monOld}]
public network = 127.0.0.0/8
ms bind ipv4 = true
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
auth allow insecure global id reclaim = true
osd pool default size = 1
osd pool default min size = 1
mon allow pool size one = true
osd crush chooseleaf type = 0
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd objectstore = memstore
memstore device bytes = 2147483648
osd client watch timeout = 1
mon data avail crit = 1
run dir = ${folder}
admin socket = ${folder}/$name.asok
pid file = ${folder}/$name.pid
log file = ${folder}/$name.log
mon cluster log file = ${folder}/cluster.log
crash dir = ${folder}
keyring = ${folder}/keyring
[mon.a]
mon data = ${folder}/mon
[osd.0]
osd data = ${folder}/osd
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:${web}
rgw data = ${folder}
rgw enable apis = s3
rgw dns name = 127.0.0.1
rgw rest getusage op compat = true
rgw enable gc threads = false
rgw enable lc threads = false
`;
}

/** The programs of one server, in a folder. */
class Radosgw implements TestBuckets {
  readonly port: number;
  readonly #folder: string;
  readonly #ports: readonly [number, number, number];
  readonly #running = new Map<string, ChildProcess>();

  constructor(folder: string, ports: readonly [number, number, number]) {
    this.#folder = folder;
    this.#ports = ports;
    this.port = ports[2];
    // Nothing of it outlives the tests, however they end.
    process.once('exit', () => this.#killAll());
  }

  get #environment(): NodeJS.ProcessEnv {
    return { ...process.env, CEPH_CONF: join(this.#folder, 'ceph.conf') };
  }

  #run(program: string, ...parameters: string[]): string {
    const options = {
      cwd: this.#folder,
      env: this.#environment,
      encoding: 'utf8' as const,
      timeout: START_MS,
    };
    const { status, stdout, stderr } = spawnSync(program, parameters, options);
    if (status !== 0) throw new Error(`${program} ${parameters.join(' ')} failed:\n${stdout}${stderr}`);
    return stdout;
  }

  #start(program: string, ...parameters: string[]): void {
    const output = openSync(join(this.#folder, `${program}.out`), 'a');
    const stdio = ['ignore', output, output] as const;
    const child = spawn(program, ['-f', ...parameters], {
      cwd: this.#folder,
      env: this.#environment,
      stdio: [...stdio],
    });
    this.#running.set(program, child);
  }

  #makeKeys(): void {
    const keys = [
      ['mon.', 'mon allow *'],
      ['client.admin', 'mon allow *', 'osd allow *', 'mgr allow *'],
      ['osd.0', 'mon allow *', 'osd allow *', 'mgr allow *'],
      ['client.rgw', 'mon allow *', 'osd allow *', 'mgr allow *'],
    ] as const;
    for (const [index, [name, ...caps]] of keys.entries()) {
      const all = caps.flatMap((cap) => ['--cap', ...(cap.split(/ (.*)/, 2) as [string, string])]);
      this.#run('ceph-authtool', ...(index === 0 ? ['-C'] : []), 'keyring', '--gen-key', '-n', name, ...all);
    }
  }

  async start(): Promise<void> {
    writeFileSync(join(this.#folder, 'ceph.conf'), configuration(this.#folder, this.#ports));
    for (const name of ['mon', 'osd']) mkdirSync(join(this.#folder, name));
    this.#makeKeys();
    const [mon, monOld] = this.#ports;
    const address = `[v2:127.0.0.1:${mon},v1:127.0.0.1:${monOld}]`;
    const id = '11111111-2222-3333-4444-555555555555';
    this.#run('monmaptool', '--create', '--fsid', id, '--addv', 'a', address, 'monmap');
    this.#run('ceph-mon', '--mkfs', '-i', 'a', '--monmap', 'monmap', '--keyring', 'keyring');
    this.#start('ceph-mon', '-i', 'a');
    const disk = '99999999-2222-3333-4444-555555555555';
    this.#run('ceph', 'osd', 'new', disk);
    this.#run('ceph', 'auth', 'import', '-i', 'keyring');
    this.#run('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', disk);
    this.#start('ceph-osd', '-i', '0');
    await this.comeBack();
    const user = ['--uid', 'portal', '--display-name', 'Portal'];
    this.#run('radosgw-admin', 'user', 'create', ...user, '--access-key', KEY_ID, '--secret-key', SECRET);
  }

  async comeBack(): Promise<void> {
    this.#start('radosgw', '-n', 'client.rgw', '--keyring', 'keyring');
    const deadline = Date.now() + START_MS;
    const asks = () =>
      fetch(`http://127.0.0.1:${this.port}/`).then(
        ({ ok }) => ok,
        () => false,
      );
    while (!(await asks())) {
      const output = join(this.#folder, 'radosgw.out');
      if (Date.now() > deadline) throw new Error(`radosgw did not start:\n${readFileSync(output, 'utf8')}`);
      await delay(100);
    }
  }

  async leave(): Promise<void> {
    const child = this.#running.get('radosgw');
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async make(bucket: string): Promise<S3Place> {
    const origin = `http://127.0.0.1:${this.port}`;
    const place = { origin, bucket, region: 'us-east-1', keyId: KEY_ID, secret: SECRET };
    await new S3Client(place).ask({ method: 'PUT', name: '' });
    return place;
  }

  urlOf(bucket: string): string {
    return `s3://${KEY_ID}:${encodeURIComponent(SECRET)}@127.0.0.1:${this.port}/${bucket}`;
  }

  #killAll(): void {
    for (const child of this.#running.values()) child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async stop(): Promise<void> {
    const alive = [...this.#running.values()].filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    );
    const gone = alive.map((child) => once(child, 'exit'));
    for (const child of alive) child.kill('SIGKILL');
    await Promise.all(gone);
    this.#killAll();
  }
}

/** Starts an S3 server of its own in a temporary folder, on free ports of this machine only. */
export async function startRadosgw(): Promise<TestBuckets> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-radosgw-'));
  const server = new Radosgw(folder, [await freePort(), await freePort(), await freePort()]);
  try {
    await server.start();
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

let shared: Promise<TestBuckets> | undefined;

/** One server for all suites of this process, which ends with it. */
export function sharedRadosgw(): Promise<TestBuckets> {
  return (shared ??= startRadosgw());
}
