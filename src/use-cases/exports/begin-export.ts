import { Readable } from 'node:stream';
import { inTransaction } from '../../database/transaction.ts';
import { csvOf } from '../../documents/csv.ts';
import { fileNameOf } from '../../documents/file-name.ts';
import { jsonLinesOf } from '../../documents/json-lines.ts';
import { clockText, wallClock } from '../../documents/wall-clock.ts';
import { xlsxOf } from '../../documents/xlsx/write-xlsx.ts';
import { record } from '../../journal/record.ts';
import type { Actor } from '../../policies/actor.ts';
import { FORMAT_FILES, type ExportFormat } from './export-format.ts';
import type { ExportSource } from './export-source.ts';

/** Longest filter that the journal keeps, in characters; what is longer is cut. */
const FILTER_LENGTH = 500;

/** A file that is made while it is read: who stops reading stops the work, and who destroys it says that it broke off. */
export interface ExportFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: Readable;
}

/** How a list is wanted. */
export interface ExportWish {
  readonly format: ExportFormat;
  /** What it is filtered and searched by, as the address says it, for the journal. */
  readonly filters: Readonly<Record<string, string>>;
  /** In which days and moments are told. */
  readonly timeZone: string;
}

function contentOf(source: ExportSource, { format, timeZone }: ExportWish): Readable {
  if (format === 'jsonl') return Readable.from(jsonLinesOf(source.records()), { objectMode: false });
  const tables = [{ name: source.title, columns: source.columns, rows: source.rows() }];
  if (format === 'xlsx') return xlsxOf(tables, timeZone);
  return Readable.from(csvOf(tables, { timeZone, bom: format === 'excel' }), { objectMode: false });
}

/**
 * Writes a list out. That it was taken is told before its first row leaves, with the rows that there were then.
 *
 * @param source of what the actor may read; nothing more is asked here.
 */
export async function beginExport(
  actor: Actor,
  source: ExportSource,
  wish: ExportWish,
  now: Date = new Date(),
): Promise<ExportFile> {
  const { list: what, count: rows } = source;
  const told = Object.entries(wish.filters).map(([name, value]) => [name, value.slice(0, FILTER_LENGTH)]);
  const filters = Object.fromEntries(told) as ExportWish['filters'];
  const details = { what, format: wish.format, filters, rows };
  await inTransaction(() => record({ name: 'export.downloaded', by: actor, subjectId: null, details }));
  const { ending, contentType } = FORMAT_FILES[wish.format];
  const day = clockText(wallClock(wish.timeZone)(now)).slice(0, 10);
  return { name: fileNameOf(`${what} ${day}`, ending), contentType, content: contentOf(source, wish) };
}
