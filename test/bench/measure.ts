import type { Client } from '../support/client.ts';
import type { Page } from './pages.ts';
import type { Server } from './server.ts';
import { timeStatements, type Statement } from './statements.ts';
import { throughput } from './throughput.ts';

const WARM_UP = 5;
const RUNS = 40;
const STARTS = 3;
/** Nothing is repeated for longer than this, in milliseconds. */
const MOST_MS = 15_000;

/** Milliseconds, in the middle and for the slowest twentieth. */
export interface Timing {
  readonly runs: number;
  readonly median: number;
  readonly p95: number;
}

/** The value below which this share lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** Sums up measured times. */
export function timing(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b);
  return { runs: times.length, median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

/** One page with the statements behind it. */
export interface Measured {
  readonly page: Page;
  readonly request: Timing;
  readonly sql: Timing;
  /** Answers on several connections; undefined: nobody may ask as often. */
  readonly perSecond: number | undefined;
  /** How many statements it sends, and how many of them only read; those alone are repeated for `sql`. */
  readonly statements: number;
  readonly reads: number;
  /** Of the answer, before it is packed. */
  readonly bytes: number;
}

async function get(client: Client, { name, path }: Page): Promise<number> {
  const { status, text } = await client.get(path);
  if (status !== 200) throw new Error(`${name} was answered with ${status}: ${text.slice(0, 300)}`);
  return Buffer.byteLength(text);
}

async function timeRequests(client: Client, page: Page): Promise<number[]> {
  for (let i = 0; i < WARM_UP; i += 1) await get(client, page);
  const times: number[] = [];
  const end = performance.now() + MOST_MS;
  while (times.length < RUNS && performance.now() < end) {
    const start = performance.now();
    await get(client, page);
    times.push(performance.now() - start);
  }
  return times;
}

/** The browser of whoever asks for a page, or their program. */
export type Askers = (page: Page) => Client;

/** The browsers of the people who ask, and their programs. */
export async function askersOf(server: Server, pages: readonly Page[]): Promise<Askers> {
  const clients = new Map<string, Client>();
  const keyOf = ({ userId, isApi }: Page) => `${userId} ${isApi === true}`;
  for (const page of pages) {
    if (clients.has(keyOf(page))) continue;
    const { userId, isApi } = page;
    clients.set(keyOf(page), await (isApi === true ? server.program(userId) : server.signIn(userId)));
  }
  return (page) => clients.get(keyOf(page)) as Client;
}

/** The statements of each page, as the portal's drivers get them. */
export async function captureStatements(
  server: Server,
  pages: readonly Page[],
): Promise<Map<Page, Statement[]>> {
  const askerOf = await askersOf(server, pages);
  const captured = new Map<Page, Statement[]>();
  for (const page of pages) {
    const client = askerOf(page);
    await get(client, page);
    // What the portal does by itself once in a while may fall into one of them.
    const seen = [
      await server.statementsOf(() => get(client, page)),
      await server.statementsOf(() => get(client, page)),
    ];
    captured.set(page, seen.toSorted((a, b) => a.length - b.length)[0] ?? []);
  }
  return captured;
}

/** Times every page, and its statements alone. */
export async function measurePages(
  server: Server,
  captured: ReadonlyMap<Page, readonly Statement[]>,
  say: (text: string) => void,
): Promise<Measured[]> {
  const askerOf = await askersOf(server, [...captured.keys()]);
  const measured: Measured[] = [];
  for (const [page, statements] of captured) {
    const client = askerOf(page);
    const reads = statements.filter(({ sql }) => /^(SELECT|WITH)\b/i.test(sql));
    const times = await timeRequests(client, page);
    await timeStatements(reads, WARM_UP);
    const sql = timing(await timeStatements(reads, times.length));
    const bytes = await get(client, page);
    const perSecond = page.isLimited === true ? undefined : await throughput(client, page.path);
    measured.push({
      page,
      sql,
      bytes,
      perSecond,
      request: timing(times),
      statements: statements.length,
      reads: reads.length,
    });
    say(`  ${page.name}`);
  }
  return measured;
}

/** Milliseconds from the call of the program to its first page, the middle of some starts. */
export async function measureStart(start: () => Promise<Server>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < STARTS; i += 1) {
    const begun = performance.now();
    const server = await start();
    const { status } = await server.visit().get('/login');
    times.push(performance.now() - begun);
    await server.stop();
    if (status !== 200) throw new Error(`The sign-in page was answered with ${status}`);
  }
  return timing(times).median;
}
