import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { loadActor } from '../../src/use-cases/people/load-actor.ts';
import { createToken } from '../../src/use-cases/tokens/create-token.ts';
import { Client } from '../support/client.ts';
import { PASSWORD, usernameOf } from './load-data.ts';
import { childrenOf, processSeconds } from './process-time.ts';
import type { Statement } from './statements.ts';

const root = join(import.meta.dirname, '..', '..');
/** How long the word of a statement may take to arrive after an answer, in milliseconds. */
const WORD_MS = 60;

/** Brings `dist` up to date. */
export async function build(): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/build.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error('The portal could not be built.');
}

/** What the portal's process does beside serving; all but `nothing` takes time. */
export type Watch = 'statements' | 'profile' | 'nothing';

/** What is loaded before the portal to that end. */
const WATCHERS = { statements: 'watch-statements.mjs', profile: 'profiler.mjs' };

/** The compiled portal, as it runs in production, in a process of its own. */
export class Server {
  readonly #child: ChildProcess;
  readonly #statements: Statement[] = [];
  #url = '';

  private constructor(settings: Readonly<Record<string, string>>, watch: Watch, checkout: string) {
    const { PATH = '', HOME = '' } = process.env;
    // Of the same checkout, whose drivers it listens to.
    const watcher = watch === 'nothing' ? undefined : join(checkout, 'test', 'bench', WATCHERS[watch]);
    const preload = watcher === undefined ? [] : ['--import', watcher];
    this.#child = spawn(process.execPath, [...preload, join(checkout, 'dist', 'src', 'main.js')], {
      env: {
        PATH,
        HOME,
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: '0',
        LOG_LEVEL: 'error',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe', ...(watcher === undefined ? [] : (['ipc'] as const))],
      // Values of statements keep their types.
      serialization: 'advanced',
    });
    if (watch === 'statements')
      this.#child.on('message', (statement) => this.#statements.push(statement as Statement));
  }

  /** Returns as soon as the portal of a checkout, by default of this one, listens. */
  static async start(
    settings: Readonly<Record<string, string>>,
    watch: Watch = 'nothing',
    checkout: string = root,
  ): Promise<Server> {
    const server = new Server(settings, watch, checkout);
    try {
      await server.#listening();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  async #listening(): Promise<void> {
    let said = '';
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
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
    if (url === undefined) throw new Error(`The portal did not start:\n${said.slice(-2000)}`);
    this.#url = url;
  }

  /** Where it listens. */
  get url(): string {
    return this.#url;
  }

  /** A browser in which somebody of the benchmark is signed in. */
  async signIn(userId: number): Promise<Client> {
    const client = this.visit();
    const { status } = await client.post('/login', { username: usernameOf(userId), password: PASSWORD });
    if (status !== 303) throw new Error(`${usernameOf(userId)} could not sign in: ${status}`);
    return client;
  }

  /** A program that acts as somebody of the benchmark. */
  async program(userId: number): Promise<Client> {
    const signedIn = await loadActor(userId);
    if (signedIn === undefined) throw new Error(`${usernameOf(userId)} is not there`);
    const { actor } = signedIn;
    const client = this.visit();
    const made = await createToken(actor, actor, { name: 'Bench', scopes: [...actor.permissions] });
    client.bearer = made?.token;
    return client;
  }

  /** The statements that the portal sends while `work` waits for its answer. */
  async statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
    this.#statements.length = 0;
    await work();
    await delay(WORD_MS);
    return [...this.#statements];
  }

  /** Writes to a file how the process spends its time while `work` goes on. */
  async profile(file: string, work: () => Promise<unknown>): Promise<void> {
    await this.#tell({});
    await work();
    await this.#tell({ file });
  }

  async #tell(message: { readonly file?: string }): Promise<void> {
    const done = once(this.#child, 'message');
    this.#child.send(message);
    await done;
  }

  /** A browser in which nobody is signed in. */
  visit(): Client {
    return new Client(this.#url);
  }

  /** Resident memory in megabytes, now and at its highest. */
  memory(): { now: number; peak: number } {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
    return { now: of('VmRSS'), peak: of('VmHWM') };
  }

  /** Seconds of the processor that all of its processes took so far. */
  cpuSeconds(): number {
    return processSeconds(this.#child.pid ?? 0);
  }

  /** The processes that answer: itself, or those that it leads. */
  answering(): number[] {
    const pid = this.#child.pid ?? 0;
    const led = childrenOf(pid);
    return led.length === 0 ? [pid] : led;
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
