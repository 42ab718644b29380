import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from '../support/client.ts';
import { PASSWORD, usernameOf } from './load-data.ts';
import { statementOf } from './statements.ts';

const root = join(import.meta.dirname, '..', '..');
/** How long the portal's log may take to arrive after an answer, in milliseconds. */
const LOG_MS = 60;

/** Brings `dist` up to date. */
export async function build(): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/build.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error('The portal could not be built.');
}

/** The compiled portal, as it runs in production, in a process of its own. */
export class Server {
  readonly #child: ChildProcess;
  readonly #statements: string[] = [];
  #url = '';

  private constructor(settings: Readonly<Record<string, string>>) {
    const { PATH = '', HOME = '' } = process.env;
    this.#child = spawn(process.execPath, [join(root, 'dist', 'src', 'main.js')], {
      env: { PATH, HOME, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** @param trace true keeps the statements, which takes time: nothing is measured then. */
  static async start(settings: Readonly<Record<string, string>>, trace: boolean): Promise<Server> {
    const server = new Server({ ...settings, LOG_LEVEL: trace ? 'trace' : 'error' });
    try {
      await server.#listening();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  async #listening(): Promise<void> {
    const said: string[] = [];
    let rest = '';
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const sql = statementOf(line);
        if (sql === undefined) said.push(line);
        else this.#statements.push(sql);
      }
    });
    const address = new Promise<string>((resolve) => {
      let output = '';
      this.#child.stdout?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const [, url] = /Portal: (http:\S+)/.exec(output) ?? [];
        if (url !== undefined) resolve(url);
      });
    });
    const ended = once(this.#child, 'close').then(() => undefined);
    const url = await Promise.race([address, ended, delay(60_000, undefined, { ref: false })]);
    if (url === undefined) throw new Error(`The portal did not start:\n${said.slice(-20).join('\n')}`);
    this.#url = url;
  }

  /** A browser in which somebody of the benchmark is signed in. */
  async signIn(userId: number): Promise<Client> {
    const client = new Client(this.#url);
    const { status } = await client.post('/login', { username: usernameOf(userId), password: PASSWORD });
    if (status !== 303) throw new Error(`${usernameOf(userId)} could not sign in: ${status}`);
    return client;
  }

  /** The statements that the portal sends while `work` waits for its answer. */
  async statementsOf(work: () => Promise<unknown>): Promise<string[]> {
    this.#statements.length = 0;
    await work();
    await delay(LOG_MS);
    return [...this.#statements];
  }

  /** Resident memory in megabytes, now and at its highest. */
  memory(): { now: number; peak: number } {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
    return { now: of('VmRSS'), peak: of('VmHWM') };
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const hard = setTimeout(() => this.#child.kill('SIGKILL'), 15_000);
    await gone;
    clearTimeout(hard);
  }
}
