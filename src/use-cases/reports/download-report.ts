import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import type { Actor } from '../../policies/actor.ts';
import { pdfWork } from '../exports/pdf-work.ts';
import type { ReportInput } from './figures.ts';
import { readReport } from './read-report.ts';
import { reportFile, type ReportFile, type ReportFormat } from './report-file.ts';

/**
 * Writes the report that is asked for out; the journal tells who took it, and of what it was.
 *
 * @param signal says that nobody waits for it any more.
 * @throws InvalidInputError with what is wrong at its field; ForbiddenError where `readReport` has none for the actor;
 * LimitError or UnavailableError when too many documents are being made; the signal's reason.
 */
export async function downloadReport(
  actor: Actor,
  input: ReportInput,
  format: ReportFormat,
  timeZone: string,
  signal?: AbortSignal,
): Promise<ReportFile> {
  const report = await readReport(actor, input);
  const { engineerId } = report.filters;
  // Whoever may not see all got what is their own without asking for it.
  const told = report.isOwn ? { ...input, engineerId } : input;
  const filters = Object.fromEntries(Object.entries(told).map(([name, value]) => [name, String(value)]));
  const details = { what: 'report', format, filters };
  const file = await reportFile(report, {
    format,
    timeZone,
    signal,
    inTurn: (draw) => pdfWork.run(actor.id, signal, draw),
  });
  await inTransaction(() => record({ name: 'export.downloaded', by: actor, subjectId: null, details }));
  return file;
}
