import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Askers } from './measure.ts';
import type { Page } from './pages.ts';
import type { Server } from './server.ts';
import { throughput } from './throughput.ts';

/** What V8 writes; the times are microseconds. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Where the portal's process spent its time on one kind of request. */
export interface Shares {
  readonly name: string;
  /** Of the time, between 0 and 1. */
  readonly busy: number;
  /** Of the busy time, the largest first. */
  readonly packages: readonly (readonly [name: string, share: number])[];
}

const IDLE = '(idle)';
const FOLDER = join(import.meta.dirname, '..', '..', 'var', 'bench');

/** Whose code a frame is of. */
export function packageOf({ functionName, url }: CpuProfile['nodes'][number]['callFrame']): string {
  if (functionName === IDLE) return IDLE;
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (url.startsWith('node:')) return 'Node';
  const name = url.split('/node_modules/').at(-1) ?? '';
  if (name !== url) return /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;
  const [path, folder] = /\/dist\/src\/(?:([^/]+)\/)?/.exec(url) ?? [];
  return path === undefined ? 'native code' : `portal: ${folder ?? 'start'}`;
}

/** Self time by package. */
export function sharesOf(name: string, { nodes, samples, timeDeltas }: CpuProfile): Shares {
  const owners = new Map(nodes.map(({ id, callFrame }) => [id, packageOf(callFrame)]));
  const times = new Map<string, number>();
  let total = 0;
  for (const [index, id] of samples.entries()) {
    const time = timeDeltas[index] ?? 0;
    const owner = owners.get(id) ?? '';
    times.set(owner, (times.get(owner) ?? 0) + time);
    total += time;
  }
  const busy = total - (times.get(IDLE) ?? 0);
  times.delete(IDLE);
  const packages = [...times].map(([owner, time]) => [owner, time / busy] as const);
  return { name, busy: busy / total, packages: packages.toSorted(([, a], [, b]) => b - a) };
}

/** Profiles each page while several connections ask for it; the profiles stay as files for who wants to read them. */
export async function profilePages(
  server: Server,
  pages: readonly Page[],
  askerOf: Askers,
): Promise<Shares[]> {
  mkdirSync(FOLDER, { recursive: true });
  const shares: Shares[] = [];
  for (const page of pages) {
    const { name, path } = page;
    const file = join(FOLDER, `${name.replaceAll(/\W+/g, '-')}.cpuprofile`);
    await server.profile(file, () => throughput(askerOf(page), path));
    shares.push(sharesOf(name, JSON.parse(readFileSync(file, 'utf8')) as CpuProfile));
  }
  return shares;
}
