import { Readable } from 'node:stream';
import { csvOf } from '../../documents/csv.ts';
import { fileNameOf } from '../../documents/file-name.ts';
import { xlsxOf } from '../../documents/xlsx/write-xlsx.ts';
import { FORMAT_FILES } from '../exports/export-format.ts';
import { pdfInThread } from '../exports/pdf-in-thread.ts';
import type { ReportFormat } from '../../models/saved-report.ts';
import type { Report } from './figures.ts';
import { reportTables } from './report-tables.ts';

export { REPORT_FORMATS, type ReportFormat } from '../../models/saved-report.ts';

const FILES = { ...FORMAT_FILES, pdf: { ending: 'pdf', contentType: 'application/pdf' } };

/** A report as a file, which is made while it is read. */
export interface ReportFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: Readable;
}

/** How a document is drawn when its turn comes. */
type InTurn = (draw: () => Promise<Readable>) => Promise<Readable>;

/** How a report is written out. */
interface Way {
  readonly format: ReportFormat;
  readonly timeZone: string;
  /** Says that nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
  readonly inTurn: InTurn;
}

async function contentOf(report: Report, { format, timeZone, signal, inTurn }: Way): Promise<Readable> {
  const now = new Date();
  if (format === 'pdf') return inTurn(() => pdfInThread({ kind: 'report', report, timeZone, now }, signal));
  const tables = reportTables(report);
  if (format === 'xlsx') return xlsxOf(tables, timeZone);
  return Readable.from(csvOf(tables, { timeZone, bom: true }), { objectMode: false });
}

/** Writes a report out, with the figures, series and tables of its page; as a PDF with its charts. */
export async function reportFile(report: Report, way: Way): Promise<ReportFile> {
  const { from, to } = report.period;
  const { ending, contentType } = FILES[way.format];
  const name = fileNameOf(`report ${from} to ${to}`, ending);
  return { name, contentType, content: await contentOf(report, way) };
}
