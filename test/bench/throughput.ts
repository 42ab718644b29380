import { Agent, get, type IncomingMessage } from 'node:http';
import type { Client } from '../support/client.ts';

/** Requests that are open at a time. */
export const CONNECTIONS = 8;
/** Until the portal's code is compiled, in milliseconds: what is asked for all day is. */
const WARM_UP_MS = 4000;
/** In milliseconds. */
const MEASURED_MS = 5000;

/** What came, as it was packed. */
interface Answer {
  readonly status: number;
  readonly bytes: number;
}

function read(answer: IncomingMessage): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    answer.on('error', reject).on('end', () => resolve({ status: answer.statusCode ?? 0, bytes }));
    answer.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
  });
}

/** Asks over and over on several connections; what comes is not unpacked, so that the asking takes little time. */
export class Crowd {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor({ url, cookies, bearer }: Client, path: string) {
    this.#url = url + path;
    this.#headers = {
      accept: path.includes('/api/') ? 'application/json' : 'text/html',
      'accept-encoding': 'gzip, deflate, br',
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      referer: `${url}/`,
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    };
  }

  async #ask(): Promise<number> {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      get(this.#url, { agent: this.#agent, headers: this.#headers }, resolve).on('error', reject);
    });
    const { status, bytes } = await read(answer);
    if (status !== 200) throw new Error(`${this.#url} was answered with ${status}`);
    return bytes;
  }

  /** Asks so many times; resolves with the bytes of all answers. */
  async ask(times: number): Promise<number> {
    let [begun, bytes] = [0, 0];
    const one = async () => {
      while (begun < times) {
        begun += 1;
        const received = await this.#ask();
        bytes += received;
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, one));
    return bytes;
  }

  /** Answers a second over so many milliseconds. */
  async rate(ms: number): Promise<number> {
    const start = performance.now();
    let answers = 0;
    const one = async () => {
      while (performance.now() < start + ms) {
        await this.#ask();
        answers += 1;
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, one));
    return answers / ((performance.now() - start) / 1000);
  }

  leave(): void {
    this.#agent.destroy();
  }
}

/** How many requests a second the portal answers one person's browser with several connections. */
export async function throughput(client: Client, path: string): Promise<number> {
  const crowd = new Crowd(client, path);
  try {
    await crowd.rate(WARM_UP_MS);
    return await crowd.rate(MEASURED_MS);
  } finally {
    crowd.leave();
  }
}
