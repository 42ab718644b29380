import { Op } from 'sequelize';
import { forUpdate, inTransaction } from '../../../database/transaction.ts';
import { record } from '../../../journal/record.ts';
import { SavedReport } from '../../../models/saved-report.ts';
import { portal } from '../../../policies/actor.ts';
import { nextTime } from './next-time.ts';
import { layRun } from './start-report.ts';

/** Most times that are made up for when the portal stood still for long: the newest. */
const MOST_MISSED = 7;

/** When a report was to be made until now, and when it is made next. */
function dueTimes({ every, nextAt }: SavedReport, now: Date, timeZone: string) {
  const due: Date[] = [];
  let next = nextAt;
  for (; next !== null && next <= now; next = nextTime(every, next, timeZone)) due.push(next);
  return { due: due.slice(-MOST_MISSED), next };
}

/**
 * Starts a report whose time has come, for each time that was missed once, with the period that it was meant for.
 * Returns how often; 0 where it was started meanwhile, or is not kept any more.
 */
export async function startIfDue(id: number, now: Date, timeZone: string): Promise<number> {
  return inTransaction(async () => {
    const report = await SavedReport.findOne({ where: { id, nextAt: { [Op.lte]: now } }, ...forUpdate() });
    if (report === null) return 0;
    const { due, next: nextAt } = dueTimes(report, now, timeZone);
    for (const meantAt of due) await layRun(report, { meantAt });
    // Not a change of the report: its version stays.
    await SavedReport.update({ nextAt }, { where: { id }, silent: true });
    const told = { from: report.nextAt?.toISOString() ?? null, to: nextAt?.toISOString() ?? null };
    const details = { changes: { nextAt: told } };
    await record({ name: 'saved_report.updated', by: portal, subjectId: id, details, at: now });
    return due.length;
  });
}
