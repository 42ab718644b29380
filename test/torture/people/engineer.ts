import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from '../../support/client.ts';
import { Visitor, type Part } from './visitor.ts';

const EVENTS: Readonly<Record<string, string>> = {
  claim: 'complaint.claimed',
  start: 'complaint.started',
  resolve: 'complaint.resolved',
};

/** A program of an engineer: claims what was filed, replies and resolves it, each with a key, so that it may ask again. */
export class Engineer extends Visitor {
  readonly #token: string;

  constructor(part: Part, token: string) {
    super(part);
    this.#token = token;
  }

  /** Until it is over. */
  async live(): Promise<void> {
    const { random, done, url } = this.part;
    this.client = new Client(url, false);
    this.client.bearer = this.#token;
    while (!this.isOver) {
      await this.pause(300);
      const open = [...done.filed.values()].filter(({ id }) => !done.steps.has(`complaint.claimed ${id}`));
      const id = random.oneOf(open.slice(0, 8))?.id;
      if (id === undefined) continue;
      if (!(await this.#step(id, 'claim', {}))) continue;
      await this.#step(id, 'start', {});
      const text = `Said once: ${randomUUID()}`;
      if (await this.#step(id, 'reply', { text })) done.replies.add(text);
      if (random.happens(0.3)) await this.#step(id, 'ask', { text: 'Since when?' });
      else await this.#step(id, 'resolve', { text: 'It works again.' });
      await this.ask('a list by program', () => this.client.get('/api/v1/complaints?limit=20'));
    }
  }

  /** Takes a step, and asks again with the same key until there is an answer. */
  async #step(id: number, name: string, body: object): Promise<boolean> {
    const key = randomBytes(18).toString('base64url');
    const status = await this.insist(async () => {
      const answer = await this.ask(`${name} by program`, () =>
        this.client.request(`/api/v1/complaints/${id}/${name}`, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': key },
        }),
      );
      if (answer === undefined || answer.status === 429 || answer.status >= 500) return undefined;
      // Of a process that was killed a key is taken for two minutes: nobody knows what became of it.
      return answer.status;
    });
    if (status === 200 && EVENTS[name] !== undefined) this.part.done.steps.add(`${EVENTS[name]} ${id}`);
    return status === 200;
  }
}
