import { loadavg } from 'node:os';
import type { Page } from './pages.ts';
import { askersOf, type Askers } from './measure.ts';
import { processSeconds } from './process-time.ts';
import type { Server } from './server.ts';
import { Crowd } from './throughput.ts';
import { filingWork } from './writes.ts';

/** Times that each version is asked, in turns, so that what else the machine does slows down all of them. */
const ROUNDS = 4;
const ASKED = 150;
/** Before a version is measured, until the code of each of its processes is compiled. */
const WARM_UP = 3000;

/** One of the versions that are compared: of the code, or of how many processes serve. */
export interface Variant {
  readonly label: string;
  readonly server: Server;
}

/** Something that is done so many times, and how it ends. */
export interface Work {
  readonly name: string;
  /** Resolves with the bytes of all answers. */
  readonly times: (count: number) => Promise<number>;
  readonly end: () => void;
}

/** What one request took. */
export interface Cost {
  readonly name: string;
  readonly label: string;
  /** Milliseconds of the processor: the portal's, of all its processes; the database's; and of who asks. */
  readonly portal: number;
  readonly database: number;
  readonly client: number;
  /** By the clock. */
  readonly perSecond: number;
  /** Kilobytes of an answer as it was sent. */
  readonly kilobytes: number;
  /** Processes that wanted a core, at the end. */
  readonly load: number;
}

/** Seconds. */
interface Spent {
  readonly portal: number;
  readonly database: number;
  readonly client: number;
  readonly clock: number;
}

const NOTHING: Spent = { portal: 0, database: 0, client: 0, clock: 0 };

function spentBy(server: Server, databasePid: number | undefined): Spent {
  const { user, system } = process.cpuUsage();
  return {
    portal: server.cpuSeconds(),
    database: databasePid === undefined ? 0 : processSeconds(databasePid),
    client: (user + system) / 1e6,
    clock: performance.now() / 1000,
  };
}

/** What was spent since. */
function added(sum: Spent, before: Spent, after: Spent): Spent {
  return {
    portal: sum.portal + after.portal - before.portal,
    database: sum.database + after.database - before.database,
    client: sum.client + after.client - before.client,
    clock: sum.clock + after.clock - before.clock,
  };
}

function pageWork(page: Page, askerOf: Askers): Work {
  const crowd = new Crowd(askerOf(page), page.path);
  return { name: page.name, times: (count) => crowd.ask(count), end: () => crowd.leave() };
}

/** Does the same work of all variants in turns. */
async function compare(
  variants: readonly Variant[],
  works: readonly Work[],
  databasePid: number | undefined,
): Promise<Cost[]> {
  for (const work of works) await work.times(WARM_UP);
  const sums = variants.map(() => ({ spent: NOTHING, bytes: 0 }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { server }] of variants.entries()) {
      const sum = sums[index];
      const work = works[index];
      if (sum === undefined || work === undefined) continue;
      const before = spentBy(server, databasePid);
      const bytes = await work.times(ASKED);
      sum.spent = added(sum.spent, before, spentBy(server, databasePid));
      sum.bytes += bytes;
    }
  }
  for (const work of works) work.end();
  const count = ROUNDS * ASKED;
  return variants.map(({ label }, index) => {
    const { spent, bytes } = sums[index] ?? { spent: NOTHING, bytes: 0 };
    const each = (seconds: number) => (seconds * 1000) / count;
    return {
      name: works[0]?.name ?? '',
      label,
      portal: each(spent.portal),
      database: each(spent.database),
      client: each(spent.client),
      perSecond: count / spent.clock,
      kilobytes: bytes / count / 1000,
      load: loadavg()[0] ?? 0,
    };
  });
}

/** What was asked for, of the servers that are compared. */
export interface Compared {
  readonly variants: readonly Variant[];
  readonly pages: readonly Page[];
  /** Whether complaints are filed, too. */
  readonly filing: boolean;
  readonly databasePid: number | undefined;
}

/** The processor's time for each kind of request, which says something on a busy machine too. */
export async function measureCosts(
  { variants, pages, filing, databasePid }: Compared,
  say: (text: string) => void,
): Promise<Cost[]> {
  const costs: Cost[] = [];
  const take = async (works: readonly Work[]) => {
    costs.push(...(await compare(variants, works, databasePid)));
    say(`  ${works[0]?.name}`);
  };
  const askers: Askers[] = [];
  for (const { server } of variants) askers.push(await askersOf(server, pages));
  for (const page of pages) await take(askers.map((askerOf) => pageWork(page, askerOf)));
  if (!filing) return costs;
  const filings = await Promise.all(variants.map(({ server }) => filingWork(server)));
  for (const [index] of filings[0]?.entries() ?? []) await take(filings.flatMap((all) => all[index] ?? []));
  return costs;
}
