import { presentMoment } from '../../../database/present-moment.ts';
import { forUpdate, inTransaction } from '../../../database/transaction.ts';
import { ReportRun } from '../../../models/report-run.ts';
import { tellFailed } from './tell-of-run.ts';

/** Most characters of a reason that are kept. */
const LONGEST = 500;

/** Ends a run without a file, and tells of it; false where it ended meanwhile. */
export async function failRun(id: number, reason: string): Promise<boolean> {
  return inTransaction(async () => {
    const run = await ReportRun.findOne({ where: { id, state: ['waiting', 'running'] }, ...forUpdate() });
    if (run === null) return false;
    await run.update({ state: 'failed', reason: reason.slice(0, LONGEST), endedAt: presentMoment() });
    await tellFailed(run);
    return true;
  });
}
