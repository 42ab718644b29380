import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { mailLine } from './report-text.ts';
import { about, whole, type About, type Results } from './report.ts';

const FILE = join(import.meta.dirname, 'results.md');
const HEADING = `# What was measured

Each run of \`npm run bench -- --record\` adds itself below. Figures of different machines, or of a machine that was busy
with other work (load: processes that wanted a core), say little of one another.
`;

function git(...parameters: string[]): string {
  const { stdout } = spawnSync('git', parameters, { cwd: import.meta.dirname, encoding: 'utf8' });
  return (stdout ?? '').trim();
}

/** The commit that was measured. */
function commit(): string {
  const id = git('rev-parse', '--short', 'HEAD') || 'unknown';
  return git('status', '--porcelain', '--untracked-files=no') === '' ? id : `${id} and changes`;
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function heading({ engine, cores, node }: About, { complaints, loadBefore }: Results): string {
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${cores} cores, ${Math.round(totalmem() / 2 ** 30)} GB, load ${loadBefore.toFixed(1)}`;
  return `## ${day}: ${whole(complaints)} complaints, ${engine}\n\nCommit ${commit()}; ${machine}; Node ${node}.`;
}

function pageTable({ pages }: Results): string[] {
  if (pages.length === 0) return [];
  const rows = pages.map(({ page, request, perSecond, bytes, statements }) =>
    row([
      page.name,
      request.median.toFixed(1),
      request.p95.toFixed(1),
      perSecond?.toFixed(0) ?? '',
      (bytes / 1000).toFixed(0),
      String(statements),
    ]),
  );
  const names = ['request', 'median ms', 'p95 ms', 'a second', 'KB', 'queries'];
  return [[row(names), '|---|---:|---:|---:|---:|---:|', ...rows].join('\n')];
}

function fileTable({ files }: Results): string[] {
  if (files.length === 0) return [];
  const rows = files.map(({ name, seconds, cpuSeconds, bytes, growth }) =>
    row([
      name,
      seconds.toFixed(2),
      cpuSeconds.toFixed(2),
      (bytes / 1e6).toFixed(seconds < 1 ? 2 : 0),
      growth.toFixed(0),
    ]),
  );
  const names = ['file', 'seconds', 'of the processor', 'MB', 'memory, MB more'];
  return [[row(names), '|---|---:|---:|---:|---:|', ...rows].join('\n')];
}

function others({ filing, mails, memory, startMs }: Results): string[] {
  return [
    ...filing.map(
      ({ name, perSecond, request }) =>
        `Filing, ${name}: ${perSecond.toFixed(0)} a second, median ${request.median.toFixed(1)} ms, p95 ${request.p95.toFixed(1)} ms.`,
    ),
    ...(mails === undefined ? [] : [`${mailLine(mails)}.`]),
    `Memory: ${memory.started.toFixed(0)} MB after the start, peak ${memory.peak.toFixed(0)} MB. Start to first answer: ${startMs.toFixed(0)} ms.`,
  ];
}

/** Adds a run to the history of the figures. */
export async function keepResults(results: Results): Promise<void> {
  const parts = [heading(await about(), results), ...pageTable(results), ...fileTable(results)];
  const section = [...parts, others(results).join('\n')].join('\n\n');
  appendFileSync(FILE, `${existsSync(FILE) ? '' : HEADING}\n${section}\n`);
}
