import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { DAY_MS } from '../../../durations.ts';
import { ReportRun } from '../../../models/report-run.ts';
import { storage } from '../../../storage/storage.ts';

/** Days for which what was made is kept. */
const KEPT_DAYS = 90;
const BATCH = 100;

/** Removes what was made of reports long ago, with its files. Returns how many runs. */
export async function pruneReportRuns(signal?: AbortSignal): Promise<number> {
  const before = new Date(presentMoment().getTime() - KEPT_DAYS * DAY_MS);
  const old = { where: { createdAt: { [Op.lt]: before } }, limit: BATCH };
  let done = 0;
  for (let rows = await ReportRun.findAll(old); rows.length > 0; rows = await ReportRun.findAll(old)) {
    for (const run of rows) {
      signal?.throwIfAborted();
      // The file first: a row without one can be removed by the next job, a file without a row would be an orphan.
      if (run.storageKey !== null) await storage().remove(run.storageKey);
      await run.destroy();
      done += 1;
    }
  }
  return done;
}
