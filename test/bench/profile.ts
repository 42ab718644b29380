import { mkdirSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Askers } from './measure.ts';
import type { Page } from './pages.ts';
import type { Server } from './server.ts';
import { throughput } from './throughput.ts';
import { filingWork } from './writes.ts';

/** What V8 writes; the times are microseconds. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
      readonly columnNumber: number;
    };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

type Frame = CpuProfile['nodes'][number]['callFrame'];

/** Where the portal's process spent its time on one kind of request. */
export interface Shares {
  readonly name: string;
  /** Of the time, between 0 and 1. */
  readonly busy: number;
  /** Of the busy time, the largest first. */
  readonly packages: readonly (readonly [name: string, share: number])[];
}

const IDLE = '(idle)';
/** Complaints that are filed while a profile is taken, and before it. */
const FILED = 400;
const FILED_BEFORE = 200;
const FOLDER = join(import.meta.dirname, '..', '..', 'var', 'bench');

const maps = new Map<string, SourceMap>();

/** The file that a frame's code was written in, relative to the one that it was bundled into. */
function sourceOf({ url, lineNumber, columnNumber }: Frame): string {
  if (!/\/dist\/(?!.*\/node_modules\/)/.test(url)) return url;
  const map =
    maps.get(url) ??
    new SourceMap(JSON.parse(readFileSync(`${fileURLToPath(url)}.map`, 'utf8')) as SourceMapPayload);
  maps.set(url, map);
  const entry = map.findEntry(lineNumber, columnNumber);
  return 'originalSource' in entry ? entry.originalSource : '';
}

/** Whose code a frame is of. */
export function packageOf(frame: Frame): string {
  if (frame.functionName === IDLE) return IDLE;
  if (frame.functionName === '(garbage collector)') return 'garbage collection';
  if (frame.url.startsWith('node:')) return 'Node';
  const source = sourceOf(frame);
  const name = source.split('/node_modules/').at(-1) ?? '';
  if (name !== source) return /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;
  const [path, folder] = /^(?:\.\.\/)+src\/(?:([^/]+)\/)?/.exec(source) ?? [];
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

/** Profiles one kind of request while `work` goes on; the profile stays as a file for who wants to read it. */
async function profileOf(server: Server, name: string, work: () => Promise<unknown>): Promise<Shares> {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${name.replaceAll(/\W+/g, '-')}.cpuprofile`);
  await server.profile(file, work);
  return sharesOf(name, JSON.parse(readFileSync(file, 'utf8')) as CpuProfile);
}

/** Profiles each page while several connections ask for it. */
export async function profilePages(
  server: Server,
  pages: readonly Page[],
  askerOf: Askers,
): Promise<Shares[]> {
  const shares: Shares[] = [];
  for (const page of pages)
    shares.push(await profileOf(server, page.name, () => throughput(askerOf(page), page.path)));
  return shares;
}

/** Profiles the ways of filing. */
export async function profileFiling(server: Server): Promise<Shares[]> {
  const shares: Shares[] = [];
  for (const { name, times, end } of await filingWork(server)) {
    await times(FILED_BEFORE);
    shares.push(await profileOf(server, name, () => times(FILED)));
    end();
  }
  return shares;
}
