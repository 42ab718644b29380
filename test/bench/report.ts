import type { FileTaken } from './files.ts';
import type { Mails } from './mails.ts';
import { availableParallelism, loadavg } from 'node:os';
import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../src/database/connect.ts';
import { REMARKS_EACH } from './load-data.ts';
import type { Measured } from './measure.ts';
import type { Shares } from './profile.ts';
import { WANTED, WANTED_FILES } from './wanted.ts';
import type { Races } from './races.ts';
import type { Filing } from './writes.ts';

/** What is wanted. */
export const LIST_MS = 150;
export const TIMES_SQL = 3;
export const MEMORY_MB = 300;

/** Everything that was measured. */
export interface Results {
  readonly complaints: number;
  readonly pages: readonly Measured[];
  readonly files: readonly FileTaken[];
  readonly filing: readonly Filing[];
  /** Absent when only other things were asked for. */
  readonly races: Races | undefined;
  readonly mails: Mails | undefined;
  readonly profiles: readonly Shares[];
  /** In megabytes: after the start, in the end, and at the highest. */
  readonly memory: { readonly started: number; readonly now: number; readonly peak: number };
  readonly startMs: number;
  /** Processes that wanted a core on average, before it began: more than there are cores slow everything down. */
  readonly loadBefore: number;
}

/** On what was measured. */
export interface About {
  readonly engine: string;
  readonly node: string;
  readonly cores: number;
}

/** How busy the machine is. */
export function load(): number {
  return loadavg()[0] ?? 0;
}

/** A large number as people read it. */
export const whole = (count: number): string => count.toLocaleString('en-GB');

/** The database, the runtime and the machine. */
export async function about(): Promise<About> {
  const sql = isSqlite() ? 'SELECT sqlite_version() AS version' : 'SELECT VERSION() AS version';
  const [row] = await database().query<{ version: string }>(sql, { type: QueryTypes.SELECT });
  const version = row?.version ?? '';
  const name = isSqlite() ? 'SQLite' : /mariadb/i.test(version) ? 'MariaDB' : 'MySQL';
  return { engine: `${name} ${version}`, node: process.version, cores: availableParallelism() };
}

const round = (ms: number) => Math.round(ms * 10) / 10;

/** What a page does of what is wanted of it, and what it does not. */
export function verdicts({ page, request, sql, perSecond }: Measured): Readonly<Record<string, boolean>> {
  const wanted = WANTED[page.name];
  return {
    ...(page.isList && {
      under150ms: request.p95 < LIST_MS,
      under3TimesSql: request.p95 <= TIMES_SQL * sql.p95,
    }),
    ...(wanted?.perSecond !== undefined && { asManyAsWanted: (perSecond ?? 0) >= wanted.perSecond }),
    ...(wanted?.p95 !== undefined && { asQuickAsWanted: request.p95 <= wanted.p95 }),
  };
}

/** What a file does of what is wanted of it; of few complaints the time says nothing. */
export function fileVerdicts({ name, seconds, growth }: FileTaken, complaints: number) {
  const wanted = WANTED_FILES[name];
  if (wanted === undefined) return {};
  const scale = Math.max(1, complaints / wanted.complaints);
  return { asQuickAsWanted: seconds <= wanted.seconds * scale, asSmallAsWanted: growth <= wanted.growth };
}

function pageDocument(measured: Measured): object {
  const { page, request, sql, perSecond, statements, reads, bytes } = measured;
  return {
    name: page.name,
    runs: request.runs,
    median: round(request.median),
    p95: round(request.p95),
    perSecond: perSecond && round(perSecond),
    sqlMedian: round(sql.median),
    sqlP95: round(sql.p95),
    statements,
    reads,
    bytes,
    ...verdicts(measured),
  };
}

function filingDocument({ name, perSecond, request, wanted }: Filing): object {
  return {
    name,
    perSecond: round(perSecond),
    median: round(request.median),
    p95: round(request.p95),
    asManyAsWanted: perSecond >= wanted,
  };
}

/** The results as one JSON document. */
export async function asDocument(results: Results): Promise<object> {
  const { complaints, pages, files, filing, races, mails, profiles, memory, startMs, loadBefore } = results;
  return {
    ...(await about()),
    loadBefore: round(loadBefore),
    complaints,
    remarks: complaints * REMARKS_EACH,
    pages: pages.map(pageDocument),
    files: files.map((file) => ({ ...file, ...fileVerdicts(file, complaints) })),
    filing: filing.map(filingDocument),
    mails,
    races: races && {
      ...races,
      round: { ...races.round, median: round(races.round.median), p95: round(races.round.p95) },
    },
    memory: {
      started: Math.round(memory.started),
      now: Math.round(memory.now),
      peak: Math.round(memory.peak),
      under300MB: memory.peak < MEMORY_MB,
    },
    startMs: Math.round(startMs),
    profiles: profiles.map(({ name, busy, packages }) => ({
      name,
      busy,
      packages: Object.fromEntries(packages),
    })),
  };
}
