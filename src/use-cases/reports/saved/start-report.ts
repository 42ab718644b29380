import { presentMoment } from '../../../database/present-moment.ts';
import { forUpdate, inTransaction } from '../../../database/transaction.ts';
import { takeTurns } from '../../../database/turns.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import { ReportRun } from '../../../models/report-run.ts';
import { SavedReport } from '../../../models/saved-report.ts';
import type { Actor } from '../../../policies/actor.ts';
import { authorize, found } from '../../../policies/policy.ts';
import { reportPolicy } from '../../../policies/report.ts';

/** The kind of the job that makes a report's file. */
export const MAKING = 'reports.make';

/**
 * Writes down that a report is to be made, and the job that does it, in the surrounding transaction.
 *
 * @param wish who asked for it, or for when the clock has it made.
 */
export async function layRun(
  report: SavedReport,
  wish: { readonly askerId: number | null } | { readonly meantAt: Date },
): Promise<number> {
  const { id: reportId, name, question, format } = report;
  const isByClock = 'meantAt' in wish;
  const whose = isByClock ? { askerId: null, ...wish } : wish;
  const createdAt = presentMoment();
  const run = await ReportRun.create({ reportId, name, question, format, isByClock, createdAt, ...whose });
  await enqueue(MAKING, { runId: run.id });
  return run.id;
}

/** The run that somebody asked for a moment ago and that is not made yet, of what the report asks now. */
async function underway(
  { id, question, format }: SavedReport,
  askerId: number | null,
): Promise<number | undefined> {
  const where = { reportId: id, askerId, isByClock: false, state: ['waiting', 'running'], format };
  const runs = await ReportRun.findAll({ attributes: ['id', 'question'], where, order: [['id', 'DESC']] });
  return runs.find((run) => run.question === question)?.id;
}

/**
 * Has a report that is kept made now, once for whoever asks for it again before it is made. Returns the number of the run.
 *
 * @throws NotFoundError, ForbiddenError.
 */
export async function startReport(actor: Actor, id: number): Promise<number> {
  authorize(reportPolicy, actor, 'read');
  return inTransaction(async () => {
    await takeTurns(`report:${id}`);
    const report = found(await SavedReport.findByPk(id, forUpdate()));
    return (await underway(report, actor.id)) ?? layRun(report, { askerId: actor.id });
  });
}
