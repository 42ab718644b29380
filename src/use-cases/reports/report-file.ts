import { Readable } from 'node:stream';
import { csvOf } from '../../documents/csv.ts';
import { fileNameOf } from '../../documents/file-name.ts';
import { reportPdf } from '../../documents/pdf/report.ts';
import { xlsxOf } from '../../documents/xlsx/write-xlsx.ts';
import { FORMAT_FILES } from '../exports/export-format.ts';
import type { ReportFormat } from '../../models/saved-report.ts';
import type { Report } from './figures.ts';
import { reportPaper } from './report-paper.ts';
import { reportTables } from './report-tables.ts';

export { REPORT_FORMATS, type ReportFormat } from '../../models/saved-report.ts';

const FILES = { ...FORMAT_FILES, pdf: { ending: 'pdf', contentType: 'application/pdf' } };

/** A report as a file, which is made while it is read. */
export interface ReportFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: Readable;
}

function contentOf(report: Report, format: ReportFormat, timeZone: string): Readable {
  if (format === 'pdf') return reportPdf(reportPaper(report), timeZone);
  const tables = reportTables(report);
  if (format === 'xlsx') return xlsxOf(tables, timeZone);
  return Readable.from(csvOf(tables, { timeZone, bom: true }), { objectMode: false });
}

/** Writes a report out, with the figures, series and tables of its page; as a PDF with its charts. */
export function reportFile(report: Report, format: ReportFormat, timeZone: string): ReportFile {
  const { from, to } = report.period;
  const { ending, contentType } = FILES[format];
  const name = fileNameOf(`report ${from} to ${to}`, ending);
  return { name, contentType, content: contentOf(report, format, timeZone) };
}
