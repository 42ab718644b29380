import type { Readable } from 'node:stream';
import { inTransaction } from '../../../database/transaction.ts';
import { record } from '../../../journal/record.ts';
import { ReportRun } from '../../../models/report-run.ts';
import type { Actor } from '../../../policies/actor.ts';
import { authorize, found } from '../../../policies/policy.ts';
import { reportPolicy } from '../../../policies/report.ts';
import { openStored } from '../../attachments/open-stored.ts';

/** A file that was made of a report. */
export interface ReportFile {
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly content: Readable;
}

/**
 * Opens the file of a run; that somebody took it out is told.
 *
 * @throws ForbiddenError; NotFoundError where there is no such run, or no file of it; StorageError.
 */
export async function openReportFile(actor: Actor, runId: number): Promise<ReportFile> {
  authorize(reportPolicy, actor, 'read');
  const run = found(await ReportRun.findByPk(runId));
  const { fileName: name, contentType } = run;
  const storageKey = found(run.storageKey);
  const sizeBytes = run.sizeBytes ?? 0;
  const details = { what: name };
  // Told first: a file that was opened would stay open where that fails.
  await inTransaction(() => record({ name: 'export.downloaded', by: actor, subjectId: runId, details }));
  return { name, contentType, sizeBytes, content: await openStored({ storageKey, sizeBytes }) };
}
