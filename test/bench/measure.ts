import type { Client } from '../support/client.ts';
import type { Page } from './pages.ts';
import type { Server } from './server.ts';
import { timeStatements } from './statements.ts';

const WARM_UP = 5;
const RUNS = 40;
/** Nothing is repeated for longer than this, in milliseconds. */
const MOST_MS = 15_000;

/** Milliseconds, in the middle and for the slowest twentieth. */
export interface Timing {
  readonly runs: number;
  readonly median: number;
  readonly p95: number;
}

/** The value below which this share lies. */
function quantile(sorted: readonly number[], share: number): number {
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
  /** How many statements it sends, and how many of them only read; those alone are repeated for `sql`. */
  readonly statements: number;
  readonly reads: number;
  readonly bytes: number;
}

async function get(client: Client, { name, path }: Page): Promise<number> {
  const { status, text } = await client.get(path);
  if (status !== 200) throw new Error(`${name} was answered with ${status}: ${text.slice(0, 300)}`);
  return text.length;
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

/** Asks for each page one after the other; returns the people's browsers for what follows. */
async function browsers(server: Server, pages: readonly Page[]): Promise<Map<number, Client>> {
  const clients = new Map<number, Client>();
  for (const { userId } of pages) if (!clients.has(userId)) clients.set(userId, await server.signIn(userId));
  return clients;
}

/** The statements of each page, as the portal itself logs them. */
export async function captureStatements(
  server: Server,
  pages: readonly Page[],
): Promise<Map<Page, string[]>> {
  const clients = await browsers(server, pages);
  const captured = new Map<Page, string[]>();
  for (const page of pages) {
    const client = clients.get(page.userId) as Client;
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
  captured: ReadonlyMap<Page, readonly string[]>,
  say: (text: string) => void,
): Promise<Measured[]> {
  const clients = await browsers(server, [...captured.keys()]);
  const measured: Measured[] = [];
  for (const [page, statements] of captured) {
    const client = clients.get(page.userId) as Client;
    const reads = statements.filter((sql) => /^(SELECT|WITH)\b/i.test(sql));
    const times = await timeRequests(client, page);
    await timeStatements(reads, WARM_UP);
    const sql = timing(await timeStatements(reads, times.length));
    const bytes = await get(client, page);
    measured.push({
      page,
      sql,
      bytes,
      request: timing(times),
      statements: statements.length,
      reads: reads.length,
    });
    say(`  ${page.name}`);
  }
  return measured;
}
