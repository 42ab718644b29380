import { freePort } from '../support/mariadb.ts';
import { startPortal, startWorker, type PortalProcess } from '../support/portal-process.ts';

/** Settings that let people do more in a minute than they do in a day. */
const UNLIMITED = {
  FILINGS_PER_HOUR: '0',
  UPLOAD_MB_PER_DAY: '0',
  API_REQUESTS_PER_MINUTE: '0',
  STOP_SECONDS: '5',
  TRUST_PROXY: 'loopback',
  LOG_LEVEL: 'error',
};

/** A portal at one address that is killed and started again. */
export class ServedPortal {
  readonly url: string;
  readonly #settings: Record<string, string>;
  #process: PortalProcess | undefined;
  #worker: PortalProcess | undefined;
  readonly #said: string[] = [];

  private constructor(port: number, settings: Readonly<Record<string, string>>) {
    this.url = `http://127.0.0.1:${port}`;
    this.#settings = { ...settings, ...UNLIMITED, PORT: String(port) };
  }

  /** Starts one, and a worker beside it. */
  static async start(settings: Readonly<Record<string, string>>): Promise<ServedPortal> {
    const portal = new ServedPortal(await freePort(), settings);
    await portal.comeBack();
    return portal;
  }

  /** Starts what is not running. @throws Error with what it said when it does not come up. */
  async comeBack(): Promise<void> {
    const isGone = (one: PortalProcess | undefined) =>
      one === undefined || one.child.exitCode !== null || one.child.signalCode !== null;
    if (isGone(this.#worker)) this.#worker = startWorker(this.#settings);
    if (!isGone(this.#process)) return;
    const started = startPortal({ ...this.#settings, WORKER: 'off' });
    this.#process = started;
    if ((await started.url) === undefined) throw new Error(`the portal did not start: ${started.stderr()}`);
  }

  /** What was logged as an error so far, of each process that served. */
  get errors(): string[] {
    const all = this.#said.join('\n');
    return all.split('\n').filter((line) => line.includes('"err"'));
  }

  async #end(one: PortalProcess | undefined, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    one?.child.kill(signal);
    await one?.ended;
    if (one !== undefined && one === this.#process) this.#said.push(one.stdout() + one.stderr());
    if (one === this.#process) this.#process = undefined;
  }

  /** Kills what serves, what works, or both, as a power failure does. */
  async kill(what: 'portal' | 'worker' | 'both'): Promise<void> {
    if (what !== 'worker') await this.#end(this.#process, 'SIGKILL');
    if (what !== 'portal') await this.#end(this.#worker, 'SIGKILL');
  }

  async stop(): Promise<void> {
    await Promise.all([this.#end(this.#process, 'SIGTERM'), this.#end(this.#worker, 'SIGTERM')]);
  }
}
