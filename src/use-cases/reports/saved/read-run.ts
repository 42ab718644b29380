import { ReportRun } from '../../../models/report-run.ts';
import type { Actor } from '../../../policies/actor.ts';
import { authorize } from '../../../policies/policy.ts';
import { reportPolicy } from '../../../policies/report.ts';
import { shownRun, type ShownRun } from './list-reports.ts';

/**
 * One time that a report was made; null: there is none of this number, any more or ever.
 *
 * @throws ForbiddenError for those who may not see the figures of all.
 */
export async function readRun(actor: Actor, id: number | undefined): Promise<ShownRun | null> {
  authorize(reportPolicy, actor, 'read');
  const run = id === undefined ? null : await ReportRun.findByPk(id);
  return run && shownRun(run);
}
