import { setTimeout as delay } from 'node:timers/promises';
import { PASSWORD } from '../../factories/people.ts';
import { Client, type Answer } from '../../support/client.ts';
import type { Acknowledged } from '../acknowledged.ts';
import { leakIn } from '../leaks.ts';
import type { Random } from '../random.ts';

/** An answer that takes longer is a fault, in milliseconds. */
const HANGS_MS = 40_000;
/** Most time that one thing is tried, in milliseconds. */
const PATIENCE_MS = 60_000;

/** What somebody needs to take part. */
export interface Part {
  readonly url: string;
  readonly username: string;
  readonly done: Acknowledged;
  readonly random: Random;
  readonly isOver: () => boolean;
}

/** A browser at an address of its own, as the proxy says: failures of one person keep nobody else out. */
class Browser extends Client {
  readonly #address: string;

  constructor(url: string, address: string) {
    super(url);
    this.#address = address;
  }

  override request(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    headers.set('x-forwarded-for', this.#address);
    return super.request(path, { ...init, headers });
  }
}

let people = 0;

/** Somebody at the portal, who keeps account of what is answered. */
export class Visitor {
  readonly part: Part;
  client: Client;

  constructor(part: Part) {
    this.part = part;
    people += 1;
    this.client = new Browser(part.url, `10.9.${Math.floor(people / 250)}.${1 + (people % 250)}`);
  }

  get isOver(): boolean {
    return this.part.isOver();
  }

  /** Asks once; undefined: there was no answer. */
  async ask(what: string, asking: () => Promise<Answer>): Promise<Answer | undefined> {
    const { done, username } = this.part;
    done.requests += 1;
    const begun = performance.now();
    const count = (status: number) => {
      const key = `${status === 0 ? 'no answer' : status} to ${what}`;
      done.answers.set(key, (done.answers.get(key) ?? 0) + 1);
    };
    try {
      const answer = await asking();
      count(answer.status);
      const told = `${answer.status} to ${what} of ${username}`;
      if (answer.status >= 500 && answer.status !== 503)
        done.faults.push(`${told}: ${answer.text.slice(0, 200)}`);
      const leak = leakIn(answer.text);
      if (leak !== undefined) done.faults.push(`${told} gave away ${leak}`);
      const seconds = (performance.now() - begun) / 1000;
      if (seconds * 1000 > HANGS_MS) done.faults.push(`${told} took ${seconds.toFixed(0)} s`);
      return answer;
    } catch (error) {
      // A process that is gone answers nobody; one that keeps people waiting for ever does so as well.
      if (performance.now() - begun > HANGS_MS) done.faults.push(`no answer to ${what}: ${String(error)}`);
      count(0);
      return undefined;
    }
  }

  /** Tries again what was not answered for good, as a person with patience does. */
  async insist<T>(attempt: () => Promise<T | undefined>): Promise<T | undefined> {
    for (const begun = Date.now(); Date.now() - begun < PATIENCE_MS; await this.pause(500)) {
      const result = await attempt();
      if (result !== undefined) return result;
    }
    return undefined;
  }

  pause(mostMs: number): Promise<void> {
    return delay(this.part.random.below(mostMs));
  }

  /** Signs in; false: it was refused for good. */
  async signIn(): Promise<boolean> {
    const { username } = this.part;
    const answer = await this.insist(async () => {
      const came = await this.ask('signing in', () =>
        this.client.post('/login', { username, password: PASSWORD }),
      );
      return came === undefined || came.status >= 429 ? undefined : came;
    });
    // Somebody who was deactivated does not go on trying at once.
    if (answer?.status !== 303) await this.pause(6000);
    return answer?.status === 303;
  }
}
