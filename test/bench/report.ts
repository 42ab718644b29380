import { availableParallelism, loadavg } from 'node:os';
import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../src/database/connect.ts';
import { REMARKS_EACH } from './load-data.ts';
import type { Measured } from './measure.ts';
import type { Filing, Races } from './writes.ts';

/** What is wanted. */
const LIST_MS = 150;
const TIMES_SQL = 3;
const FILED_PER_SECOND = 100;
const MEMORY_MB = 300;

/** Everything that was measured. */
export interface Results {
  readonly complaints: number;
  readonly pages: readonly Measured[];
  readonly filing: readonly Filing[];
  readonly races: Races;
  /** In megabytes: after the start, in the end, and at the highest. */
  readonly memory: { readonly started: number; readonly now: number; readonly peak: number };
  /** Processes that wanted a core on average, before it began: more than there are cores slow everything down. */
  readonly loadBefore: number;
}

/** How busy the machine is. */
export function load(): number {
  return loadavg()[0] ?? 0;
}

async function engine(): Promise<string> {
  const sql = isSqlite() ? 'SELECT sqlite_version() AS version' : 'SELECT VERSION() AS version';
  const [row] = await database().query<{ version: string }>(sql, { type: QueryTypes.SELECT });
  const version = row?.version ?? '';
  return isSqlite()
    ? `SQLite ${version}`
    : /mariadb/i.test(version)
      ? `MariaDB ${version}`
      : `MySQL ${version}`;
}

const round = (ms: number) => Math.round(ms * 10) / 10;

function verdicts({ page, request, sql }: Measured) {
  const limits = page.isList
    ? { under150ms: request.p95 < LIST_MS, under3TimesSql: request.p95 <= TIMES_SQL * sql.p95 }
    : {};
  return limits as Readonly<Record<string, boolean>>;
}

/** The results as one JSON document. */
export async function asDocument(results: Results): Promise<object> {
  const { complaints, pages, filing, races, memory, loadBefore } = results;
  return {
    engine: await engine(),
    node: process.version,
    cores: availableParallelism(),
    loadBefore: round(loadBefore),
    complaints,
    remarks: complaints * REMARKS_EACH,
    pages: pages.map((measured) => ({
      name: measured.page.name,
      runs: measured.request.runs,
      median: round(measured.request.median),
      p95: round(measured.request.p95),
      sqlMedian: round(measured.sql.median),
      sqlP95: round(measured.sql.p95),
      statements: measured.statements,
      reads: measured.reads,
      bytes: measured.bytes,
      ...verdicts(measured),
    })),
    filing: filing.map(({ name, perSecond, request }) => ({
      name,
      perSecond: round(perSecond),
      median: round(request.median),
      p95: round(request.p95),
      over100PerSecond: perSecond > FILED_PER_SECOND,
    })),
    races: {
      ...races,
      round: { ...races.round, median: round(races.round.median), p95: round(races.round.p95) },
    },
    memory: {
      started: Math.round(memory.started),
      now: Math.round(memory.now),
      peak: Math.round(memory.peak),
      under300MB: memory.peak < MEMORY_MB,
    },
  };
}

const mark = (ok: boolean) => (ok ? 'ok' : 'MISSED');

function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

function pageTable(pages: readonly Measured[]): string {
  const heading = [
    'milliseconds',
    'median',
    'p95',
    'SQL',
    'SQL p95',
    'x SQL',
    'queries',
    `<${LIST_MS}`,
    `<=${TIMES_SQL}x`,
  ];
  const rows = pages.map((measured) => {
    const { page, request, sql, statements } = measured;
    const { under150ms, under3TimesSql } = verdicts(measured);
    return [
      page.name,
      request.median.toFixed(1),
      request.p95.toFixed(1),
      sql.median.toFixed(1),
      sql.p95.toFixed(1),
      (request.p95 / sql.p95).toFixed(1),
      String(statements),
      under150ms === undefined ? '' : mark(under150ms),
      under3TimesSql === undefined ? '' : mark(under3TimesSql),
    ];
  });
  return columns([heading, ...rows]);
}

/** The results as a person reads them. */
export async function asText(results: Results): Promise<string> {
  const { complaints, pages, filing, races, memory, loadBefore } = results;
  const where = `${await engine()}, Node ${process.version}, ${availableParallelism()} cores`;
  const filed = filing.map(({ name, perSecond, request }) => [
    `Filing, ${name}`,
    `${perSecond.toFixed(0)} a second`,
    `median ${request.median.toFixed(1)} ms`,
    `p95 ${request.p95.toFixed(1)} ms`,
    mark(perSecond > FILED_PER_SECOND),
  ]);
  const race = `${races.racers} at once take the same complaint: median ${races.round.median.toFixed(1)} ms, p95 ${races.round.p95.toFixed(1)} ms, ${races.races} races, exactly one won each: ${mark(races.exactlyOneWon)}`;
  return [
    `${complaints} complaints, ${complaints * REMARKS_EACH} remarks; ${where}; load before: ${loadBefore.toFixed(1)}`,
    '',
    pageTable(pages),
    '',
    'SQL: the reading statements that the portal logs for this request, sent by the driver alone on one connection.',
    '',
    columns(filed),
    race,
    `Memory of the portal: ${memory.started.toFixed(0)} MB after the start, ${memory.now.toFixed(0)} MB in the end, peak ${memory.peak.toFixed(0)} MB: ${mark(memory.peak < MEMORY_MB)}`,
  ].join('\n');
}
