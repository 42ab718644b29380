import type { FileTaken } from './files.ts';
import type { Mails } from './mails.ts';
import type { Measured } from './measure.ts';
import type { Shares } from './profile.ts';
import { REMARKS_EACH } from './load-data.ts';
import {
  about,
  fileVerdicts,
  LIST_MS,
  MEMORY_MB,
  TIMES_SQL,
  verdicts,
  whole,
  type Results,
} from './report.ts';
import { CONNECTIONS } from './throughput.ts';
import { WANTED } from './wanted.ts';
import type { Races } from './races.ts';

/** Packages of a profile that are told; the rest is little. */
const TOLD = 10;

const mark = (ok: boolean) => (ok ? 'ok' : 'MISSED');
const markOf = (ok: boolean | undefined) => (ok === undefined ? '' : mark(ok));

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

function wantedCell(measured: Measured): string {
  const { perSecond, p95 } = WANTED[measured.page.name] ?? {};
  const { asManyAsWanted, asQuickAsWanted } = verdicts(measured);
  if (perSecond !== undefined) return `${perSecond}/s ${markOf(asManyAsWanted)}`;
  return p95 === undefined ? '' : `${p95} ms ${markOf(asQuickAsWanted)}`;
}

const PAGE_HEADING = [
  'milliseconds',
  'median',
  'p95',
  `a second, ${CONNECTIONS} at once`,
  'SQL',
  'SQL p95',
  'x SQL',
  'queries',
  'KB',
  `<${LIST_MS}`,
  `<=${TIMES_SQL}x`,
  'wanted',
];

function pageRow(measured: Measured): string[] {
  const { page, request, sql, statements, bytes, perSecond } = measured;
  const { under150ms, under3TimesSql } = verdicts(measured);
  return [
    page.name,
    request.median.toFixed(1),
    request.p95.toFixed(1),
    perSecond?.toFixed(0) ?? '',
    sql.median.toFixed(1),
    sql.p95.toFixed(1),
    (request.p95 / sql.p95).toFixed(1),
    String(statements),
    (bytes / 1000).toFixed(0),
    markOf(under150ms),
    markOf(under3TimesSql),
    wantedCell(measured),
  ];
}

const FILE_HEADING = ['files', 'seconds', 'of the processor', 'MB', 'memory, MB more', 'time', 'memory'];

function fileRow(file: FileTaken, complaints: number): string[] {
  const { name, seconds, cpuSeconds, bytes, growth } = file;
  const { asQuickAsWanted, asSmallAsWanted } = fileVerdicts(file, complaints);
  return [
    name,
    seconds.toFixed(2),
    cpuSeconds.toFixed(2),
    (bytes / 1e6).toFixed(2),
    growth.toFixed(0),
    markOf(asQuickAsWanted),
    markOf(asSmallAsWanted),
  ];
}

/** Most that a step may take longer for being told of. */
const ANNOUNCING = 1.1;

/** Mails and the cost of announcing in one line. */
export function mailLine({ step: { silent, told }, perSecond }: Mails): string {
  const isQuick = told <= silent * ANNOUNCING;
  return `A reply: median ${silent.toFixed(1)} ms, ${told.toFixed(1)} ms where people hear of it: ${mark(isQuick)}; ${perSecond.toFixed(0)} mails a second`;
}

function raceLine({ races, racers, round, exactlyOneWon }: Races): string {
  return `${racers} at once take the same complaint: median ${round.median.toFixed(1)} ms, p95 ${round.p95.toFixed(1)} ms, ${races} races, exactly one won each: ${mark(exactlyOneWon)}`;
}

function filingTable({ filing }: Results): string {
  return columns(
    filing.map(({ name, perSecond, request, wanted }) => [
      `Filing, ${name}`,
      `${perSecond.toFixed(0)} a second`,
      `median ${request.median.toFixed(1)} ms`,
      `p95 ${request.p95.toFixed(1)} ms`,
      `wanted ${wanted}`,
      mark(perSecond >= wanted),
    ]),
  );
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

function profileTable({ name, busy, packages }: Shares): string {
  const rows = packages.slice(0, TOLD).map(([owner, share]) => [`  ${owner}`, percent(share)]);
  return `${name}: busy ${percent(busy)} of the time, of which\n${columns(rows)}`;
}

function memoryLine({ memory, startMs }: Results): string {
  return `Memory of the portal: ${memory.started.toFixed(0)} MB after the start, ${memory.now.toFixed(0)} MB in the end, peak ${memory.peak.toFixed(0)} MB: ${mark(memory.peak < MEMORY_MB)}. Start to first answer: ${startMs.toFixed(0)} ms.`;
}

/** The results as a person reads them. */
export async function asText(results: Results): Promise<string> {
  const { complaints, pages, files, races, mails, profiles, loadBefore } = results;
  const { engine, node, cores } = await about();
  const size = `${whole(complaints)} complaints, ${whole(complaints * REMARKS_EACH)} remarks`;
  return [
    `${size}; ${engine}, Node ${node}, ${cores} cores; load before: ${loadBefore.toFixed(1)}`,
    columns([PAGE_HEADING, ...pages.map(pageRow)]),
    'SQL: the reading statements that the portal sends for this request, sent by the driver alone on one connection.',
    columns([FILE_HEADING, ...files.map((file) => fileRow(file, complaints))]),
    [
      filingTable(results),
      ...(races === undefined ? [] : [raceLine(races)]),
      ...(mails === undefined ? [] : [mailLine(mails)]),
      memoryLine(results),
    ].join('\n'),
    ...profiles.map(profileTable),
  ].join('\n\n');
}
