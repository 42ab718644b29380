import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findProgram, freePort } from '../support/mariadb.ts';
import type { GaleraCluster } from '../support/galera.ts';

const root = join(import.meta.dirname, '..', '..');
const START_MS = 60_000;

/** A program of the cluster that can be killed and started again. */
export interface Part {
  readonly name: string;
  kill(): Promise<void>;
  comeBack(): Promise<void>;
}

/** Processes that were started here; no other is ever ended. */
const started = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of started) child.kill('SIGKILL');
});

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

async function endNow(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  started.delete(child);
  if (!isAlive(child)) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/** A process of its own, whose output is a file. */
export class Program implements Part {
  readonly name: string;
  readonly #folder: string;
  readonly #command: readonly string[];
  readonly #environment: Record<string, string>;
  readonly #isReady: () => Promise<boolean>;
  #child: ChildProcess | undefined;

  constructor(
    name: string,
    folder: string,
    command: readonly string[],
    environment: Record<string, string>,
    isReady: () => Promise<boolean>,
  ) {
    this.name = name;
    this.#folder = folder;
    this.#command = command;
    this.#environment = environment;
    this.#isReady = isReady;
  }

  get output(): string {
    return join(this.#folder, `${this.name}.out`);
  }

  async comeBack(): Promise<void> {
    const output = openSync(this.output, 'a');
    const [program = '', ...parameters] = this.#command;
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(program, parameters, {
      cwd: root,
      env: { PATH, HOME, ...this.#environment },
      stdio: ['ignore', output, output],
    });
    this.#child = child;
    started.add(child);
    const deadline = Date.now() + START_MS;
    while (!(await this.#isReady().catch(() => false))) {
      if (!isAlive(child) || Date.now() > deadline)
        throw new Error(`${this.name} did not start, see ${this.output}`);
      await delay(100);
    }
  }

  async kill(): Promise<void> {
    if (this.#child !== undefined) await endNow(this.#child, 'SIGKILL');
  }

  async stop(): Promise<void> {
    if (this.#child !== undefined) await endNow(this.#child, 'SIGTERM');
  }
}

/** Whether somebody answers 200 there. */
export async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(3000) });
  await response.text();
  return response.ok;
}

/** What tells the balancer of the nodes; its first port, of as many as there are nodes, one after the other. */
export async function startNodeCheck(folder: string, galera: GaleraCluster): Promise<[Program, number]> {
  const port = await freePort();
  const environment = { GALERA_NODES: galera.nodes.map(({ url }) => url).join(','), PORT: String(port) };
  const command = [process.execPath, 'deploy/galera-check.mjs'];
  const check = new Program('galera-check', folder, command, environment, () =>
    answers(`http://127.0.0.1:${port}/`),
  );
  await check.comeBack();
  return [check, port];
}

/** The balancer before portals and nodes. */
export interface Balancer {
  readonly program: Program;
  readonly url: string;
  readonly databasePort: number;
}

/** Starts haproxy before these portals (their ports) and the nodes, which share the work. */
export async function startBalancer(
  folder: string,
  galera: GaleraCluster,
  checkPort: number,
  portals: readonly number[],
): Promise<Balancer> {
  const [web, database] = [await freePort(), await freePort()];
  const nodes = galera.nodes.map(
    ({ name, port }, index) => `  server ${name} 127.0.0.1:${port} port ${checkPort + index}`,
  );
  const servers = portals.map((port, index) => `  server portal${index + 1} 127.0.0.1:${port}`);
  const config = join(folder, 'haproxy.cfg');
  writeFileSync(
    config,
    `global
  maxconn 2000
defaults
  timeout connect 2s
  timeout client 75s
  timeout server 75s
frontend web
  mode http
  bind 127.0.0.1:${web}
  option forwardfor
  default_backend portals
backend portals
  mode http
  balance roundrobin
  option httpchk GET /readyz
  retries 2
  option redispatch
  retry-on conn-failure empty-response 503
  http-request disable-l7-retry unless METH_GET
  timeout check 3s
  default-server check inter 1s fall 3 rise 1
${servers.join('\n')}
listen database
  mode tcp
  bind 127.0.0.1:${database}
  balance leastconn
  option httpchk GET /
  option redispatch
  default-server check inter 500 fall 2 rise 2 on-marked-down shutdown-sessions
${nodes.join('\n')}
`,
  );
  const haproxy = findProgram('haproxy');
  if (haproxy === undefined) throw new Error('haproxy is not installed');
  const url = `http://127.0.0.1:${web}`;
  const program = new Program('haproxy', folder, [haproxy, '-db', '-f', config], {}, async () => {
    const response = await fetch(`${url}/healthz`).catch(() => undefined);
    return response !== undefined;
  });
  await program.comeBack();
  return { program, url, databasePort: database };
}
