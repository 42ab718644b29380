import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { DAY_MS } from '../../../durations.ts';
import { BulkRun } from '../../../models/bulk-run.ts';

/** Days for which it can be read what became of a run. */
const KEPT_DAYS = 30;

/**
 * Forgets runs that ended long ago, with their rows; returns how many.
 *
 * @param signal ends it between two runs.
 */
export async function forgetBulkRuns(signal?: AbortSignal): Promise<number> {
  const before = new Date(presentMoment().getTime() - KEPT_DAYS * DAY_MS);
  const runs = await BulkRun.findAll({ attributes: ['id'], where: { endedAt: { [Op.lt]: before } } });
  for (const { id } of runs) {
    signal?.throwIfAborted();
    await inTransaction(() => BulkRun.destroy({ where: { id } }));
  }
  return runs.length;
}
