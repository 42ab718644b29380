import { ReportRecipient } from '../../../models/report-recipient.ts';
import { ReportRun, type ReportRunState } from '../../../models/report-run.ts';
import { SavedReport, type ReportFormat, type ReportRhythm } from '../../../models/saved-report.ts';
import type { Actor } from '../../../policies/actor.ts';
import { authorize } from '../../../policies/policy.ts';
import { reportPolicy } from '../../../policies/report.ts';
import type { SavedQuestion } from './report-noun.ts';

/** Runs that are listed. */
const MOST_RUNS = 50;

/** A report that is kept. */
export interface ShownReport {
  readonly id: number;
  readonly name: string;
  readonly question: SavedQuestion;
  readonly format: ReportFormat;
  readonly every: ReportRhythm;
  readonly nextAt: Date | null;
  readonly recipientIds: readonly number[];
  readonly version: number;
}

/** One time that a report was made. */
export interface ShownRun {
  readonly id: number;
  readonly reportId: number | null;
  readonly name: string;
  readonly format: ReportFormat;
  readonly state: ReportRunState;
  /** From 0 to 100. */
  readonly progress: number;
  readonly reason: string;
  /** Whether `openReportFile` has it. */
  readonly hasFile: boolean;
  readonly sizeBytes: number | null;
  readonly createdAt: Date;
}

/** A run as it is shown. */
export function shownRun(run: ReportRun): ShownRun {
  const { id, reportId, name, format, state, progress, reason, sizeBytes, createdAt } = run;
  const hasFile = run.storageKey !== null;
  return { id, reportId, name, format, state, progress, reason, hasFile, sizeBytes, createdAt };
}

/**
 * The reports that are kept, by name, and what was made of them last.
 *
 * @throws ForbiddenError for those who may not see the figures of all.
 */
export async function listReports(
  actor: Actor,
): Promise<{ readonly reports: readonly ShownReport[]; readonly runs: readonly ShownRun[] }> {
  authorize(reportPolicy, actor, 'list');
  const reports = await SavedReport.findAll({ order: ['nameSorted', 'id'] });
  const recipients = await ReportRecipient.findAll({ raw: true });
  const runs = await ReportRun.findAll({ order: [['id', 'DESC']], limit: MOST_RUNS });
  return {
    reports: reports.map(({ id, name, question, format, every, nextAt, version }) => ({
      id,
      name,
      question: JSON.parse(question) as SavedQuestion,
      format,
      every,
      nextAt,
      version,
      recipientIds: recipients.filter(({ reportId }) => reportId === id).map(({ userId }) => userId),
    })),
    runs: runs.map(shownRun),
  };
}
