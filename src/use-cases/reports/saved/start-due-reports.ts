import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { SavedReport } from '../../../models/saved-report.ts';
import { portalZone } from '../../targets/portal-zone.ts';
import { startIfDue } from './start-if-due.ts';

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
    started += await startIfDue(id, now, timeZone);
  }
  return started;
}
