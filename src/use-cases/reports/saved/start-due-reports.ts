import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { forUpdate, inTransaction } from '../../../database/transaction.ts';
import { record } from '../../../journal/record.ts';
import { SavedReport } from '../../../models/saved-report.ts';
import { operator } from '../../../policies/actor.ts';
import { portalZone } from '../../targets/portal-zone.ts';
import { nextTime } from './next-time.ts';
import { layRun } from './start-report.ts';

/** Starts one report whose time has come; false where it was started meanwhile, or is not kept any more. */
async function startOne(id: number, now: Date, timeZone: string): Promise<boolean> {
  return inTransaction(async () => {
    const report = await SavedReport.findOne({ where: { id, nextAt: { [Op.lte]: now } }, ...forUpdate() });
    if (report === null) return false;
    await layRun(report, null);
    // Not a change of the report: its version stays.
    const nextAt = nextTime(report.every, now, timeZone);
    await SavedReport.update({ nextAt }, { where: { id }, silent: true });
    const told = { from: report.nextAt?.toISOString() ?? null, to: nextAt?.toISOString() ?? null };
    const details = { changes: { nextAt: told } };
    await record({ name: 'saved_report.updated', by: operator, subjectId: id, details, at: now });
    return true;
  });
}

/** Has the reports made whose time has come. Returns how many. */
export async function startDueReports(
  signal?: AbortSignal,
  timeZone: string = portalZone(),
): Promise<number> {
  const now = presentMoment();
  const due = await SavedReport.findAll({
    attributes: ['id'],
    where: { nextAt: { [Op.lte]: now } },
    raw: true,
  });
  let started = 0;
  for (const { id } of due) {
    signal?.throwIfAborted();
    if (await startOne(id, now, timeZone)) started += 1;
  }
  return started;
}
