import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { PASSWORD } from '../factories/people.ts';
import { Client, type Answer } from '../support/client.ts';

/** What was answered to be done, and so must be found afterwards. */
export interface Acknowledged {
  /** By title: the complaint's id, and the hash of its file. */
  readonly filed: Map<string, { readonly id: number; readonly sha256: string }>;
  /** Texts of replies, each of which is used once. */
  readonly replies: Set<string>;
  /** `claim 5`. */
  readonly steps: Set<string>;
  requests: number;
  /** What is away at the moment; empty: nothing. */
  away: string;
  /** How often what was answered otherwise: `503 of a portal without the storage`. */
  readonly refusals: Map<string, number>;
}

export const nothingYet = (): Acknowledged => ({
  filed: new Map(),
  replies: new Set(),
  steps: new Set(),
  requests: 0,
  away: '',
  refusals: new Map(),
});

/** Most time that one thing is tried, in milliseconds. */
const PATIENCE_MS = 60_000;

interface Person {
  readonly url: string;
  readonly username: string;
  readonly done: Acknowledged;
  readonly isOver: () => boolean;
}

function tellRefused({ refusals, away }: Acknowledged, what: string): void {
  const when = `${what} ${away === '' ? 'with all there' : `without ${away}`}`;
  refusals.set(when, (refusals.get(when) ?? 0) + 1);
}

async function asked(done: Acknowledged, ask: () => Promise<Answer>): Promise<Answer | undefined> {
  done.requests += 1;
  try {
    const answer = await ask();
    if (answer.status >= 400) {
      // Each answer of a portal has the request's id.
      const isOfPortal = answer.headers.has('x-request-id');
      tellRefused(done, `${answer.status} of ${isOfPortal ? 'a portal' : 'the balancer'}`);
    }
    return answer;
  } catch {
    tellRefused(done, 'no answer');
    return undefined;
  }
}

/** Tries again what is not answered for good, as a person with patience does. */
async function insist<T>(attempt: () => Promise<T | undefined>): Promise<T | undefined> {
  for (const begun = Date.now(); Date.now() - begun < PATIENCE_MS; await delay(200 + Math.random() * 400)) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  return undefined;
}

async function signIn(client: Client, { username, done }: Person): Promise<boolean> {
  const answer = await insist(async () => {
    const came = await asked(done, () => client.post('/login', { username, password: PASSWORD }));
    return came?.status === 303 && came.location !== '/login' ? came : undefined;
  });
  return answer !== undefined;
}

/** Files complaints with a file each, and looks at them, until it is over. */
export async function report(person: Person, typeId: number): Promise<void> {
  const { done, isOver } = person;
  const client = new Client(person.url);
  if (!(await signIn(client, person))) throw new Error(`${person.username} could not sign in`);
  while (!isOver()) {
    const title = `From ${person.username} ${randomUUID()}`;
    const content = randomBytes(3000).toString('base64');
    const fields = {
      title,
      description: 'It does not work any more.',
      typeId: String(typeId),
      submissionKey: randomBytes(18).toString('base64url'),
    };
    await insist(async () => {
      const attachments = new File([content], 'log.txt');
      const answer = await asked(done, () => client.postMultipart('/complaints', fields, { attachments }));
      if (answer?.location === '/login') await signIn(client, person);
      const [, id] = answer?.status === 303 ? (/\/complaints\/(\d+)/.exec(answer.location ?? '') ?? []) : [];
      if (id === undefined) return undefined;
      done.filed.set(title, { id: Number(id), sha256: createHash('sha256').update(content).digest('hex') });
      // Whoever filed sees it at once, whichever portal and node answer.
      const page = await asked(done, () => client.get(`/complaints/${id}`));
      if (page?.status === 404) throw new Error(`complaint ${id} was filed and is not there`);
      return true;
    });
    await delay(Math.random() * 300);
  }
}

/** Claims what was filed, replies and resolves, with a token and without a session, until it is over. */
export async function work(person: Person, token: string): Promise<void> {
  const { done, isOver } = person;
  const client = new Client(person.url, false);
  client.bearer = token;
  const step = (id: number, name: string, body: object) => {
    const key = randomBytes(18).toString('base64url');
    return insist(async () => {
      const answer = await asked(done, () =>
        client.request(`/api/v1/complaints/${id}/${name}`, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': key },
        }),
      );
      if (answer === undefined || answer.status === 429 || answer.status >= 500) return undefined;
      // With the same key at once it is still running.
      if (answer.status === 409 && /still|progress|running/i.test(answer.text)) return undefined;
      return answer.status;
    });
  };
  while (!isOver()) {
    const open = [...done.filed.values()].filter(({ id }) => !done.steps.has(`claim ${id}`));
    const wanted = open[Math.floor(Math.random() * Math.min(open.length, 5))];
    if (wanted === undefined) {
      await delay(200);
      continue;
    }
    const { id } = wanted;
    if ((await step(id, 'claim', {})) !== 200) continue;
    if (done.steps.has(`claim ${id}`)) throw new Error(`complaint ${id} was claimed twice`);
    done.steps.add(`claim ${id}`);
    if ((await step(id, 'start', {})) === 200) done.steps.add(`start ${id}`);
    const text = `Looked at ${randomUUID()}`;
    if ((await step(id, 'reply', { text })) === 200) done.replies.add(text);
    if ((await step(id, 'resolve', { text: 'It works again.' })) === 200) done.steps.add(`resolve ${id}`);
    await delay(Math.random() * 200);
  }
}
