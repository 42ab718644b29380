import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { Complaint } from '../../src/models/complaint.ts';
import { AMC_ID } from './load-data.ts';
import { quantile } from './measure.ts';
import type { Server } from './server.ts';

/** The longest file is made once, since nothing of it is kept; what takes little is made so often. */
const RUNS = 5;
const LITTLE_MS = 5000;
/** How often the memory is looked at, in milliseconds. */
const LOOK_MS = 50;

/** A file that is made while it is sent. */
export interface MadeFile {
  readonly name: string;
  readonly path: string;
}

/** What it took to make a file, from the question to its last byte. */
export interface FileTaken {
  readonly name: string;
  readonly runs: number;
  /** In the middle of all runs. */
  readonly seconds: number;
  /** Of the portal's processor time, all its threads together. */
  readonly cpuSeconds: number;
  readonly bytes: number;
  /** By how many megabytes the portal grew at most, since before the first run. */
  readonly growth: number;
}

/** Every list format, a complaint, and a report as each of its files. */
export async function filesToMake(): Promise<MadeFile[]> {
  const long = await Complaint.findOne({ order: [['id', 'ASC']], rejectOnEmpty: true });
  const list = (format: string) => `/admin/exports/complaints?format=${format}&filters.view=all`;
  const report = (format: string) => `/admin/exports/reports?format=${format}&period=last-12-months`;
  return [
    { name: 'export, CSV', path: list('csv') },
    { name: 'export, CSV for Excel', path: list('excel') },
    { name: 'export, XLSX', path: list('xlsx') },
    { name: 'export, JSON lines', path: list('jsonl') },
    { name: 'complaint, PDF', path: `/complaints/${long.id}/pdf` },
    { name: 'report of a year, CSV', path: report('csv') },
    { name: 'report of a year, XLSX', path: report('xlsx') },
    { name: 'report of a year, PDF', path: report('pdf') },
  ];
}

/** Takes the file as it comes and keeps nothing of it. */
async function take(url: string, cookie: string): Promise<number> {
  const asking = get(url, { headers: { cookie, referer: url } });
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  let bytes = 0;
  for await (const some of answer) bytes += (some as Buffer).length;
  if (answer.statusCode !== 200) throw new Error(`${url} was answered with ${answer.statusCode}`);
  return bytes;
}

async function measure(server: Server, { name, path }: MadeFile, cookie: string): Promise<FileTaken> {
  const before = server.memory().now;
  let most = before;
  const looking = setInterval(() => {
    most = Math.max(most, server.memory().now);
  }, LOOK_MS);
  const runs: { ms: number; cpu: number }[] = [];
  let bytes = 0;
  try {
    for (let spent = 0; runs.length === 0 || (runs.length < RUNS && spent < LITTLE_MS);) {
      const [start, cpu] = [performance.now(), server.cpuSeconds()];
      bytes = await take(server.url + path, cookie);
      const ms = performance.now() - start;
      runs.push({ ms, cpu: server.cpuSeconds() - cpu });
      spent += ms;
    }
  } finally {
    clearInterval(looking);
  }
  const middle = (values: readonly number[]) =>
    quantile(
      values.toSorted((a, b) => a - b),
      0.5,
    );
  const seconds = middle(runs.map(({ ms }) => ms)) / 1000;
  const cpuSeconds = middle(runs.map(({ cpu }) => cpu));
  return { name, runs: runs.length, seconds, cpuSeconds, bytes, growth: most - before };
}

/** Has files made, one after the other, as somebody who may take everything out. */
export async function measureFiles(
  server: Server,
  files: readonly MadeFile[],
  say: (text: string) => void,
): Promise<FileTaken[]> {
  if (files.length === 0) return [];
  const { cookies } = await server.signIn(AMC_ID);
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const taken: FileTaken[] = [];
  for (const file of files) {
    taken.push(await measure(server, file, cookie));
    say(`  ${file.name}`);
  }
  return taken;
}
