import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { PASSWORD } from '../factories/people.ts';
import { Client } from '../support/client.ts';
import type { Program } from './parts.ts';

const CONNECTIONS = 16;
const SECONDS = 10;

interface Measured {
  readonly portals: readonly Program[];
  readonly balancer: { readonly url: string };
}

/** Pages a second of somebody who is signed in, by connections that ask one after the other; whatever is no 200 is a fault. */
async function throughput(url: string, cookie: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const until = performance.now() + SECONDS * 1000;
  let answered = 0;
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      request(`${url}/`, { agent, headers: { cookie } }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`answered ${answer.statusCode}`));
        answer.resume().once('end', resolve);
      })
        .once('error', reject)
        .end();
    });
  const connection = async (): Promise<void> => {
    while (performance.now() < until) {
      await ask();
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  agent.destroy();
  return answered / SECONDS;
}

/** Requests a second through the balancer with one, two and four portals. */
export async function figures({ portals, balancer }: Measured): Promise<string[]> {
  const client = new Client(balancer.url);
  // The balancer has to find its portals first.
  for (let location: string | null = null; location === null || location === '/login'; await delay(200))
    ({ location } = await client.post('/login', { username: 'measured', password: PASSWORD }));
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const told: string[] = [];
  for (const count of [4, 2, 1]) {
    for (const one of portals.slice(count)) await one.stop();
    await delay(3000);
    await throughput(balancer.url, cookie);
    told.push(
      `${count} ${count === 1 ? 'portal' : 'portals'}: ${(await throughput(balancer.url, cookie)).toFixed(0)} pages a second`,
    );
  }
  return told;
}
