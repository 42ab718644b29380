import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { forUpdate, inTransaction } from '../../../database/transaction.ts';
import { BulkRun } from '../../../models/bulk-run.ts';
import type { Actor } from '../../../policies/actor.ts';
import { bulkRunPolicy } from '../../../policies/bulk-run.ts';
import { authorize, found } from '../../../policies/policy.ts';

/**
 * Ends a run before all of its complaints were looked at: what was done stays, what waits is left as it is. One that ended
 * by itself meanwhile stays as it ended.
 *
 * @throws NotFoundError; ForbiddenError for whoever did not begin it.
 */
export async function stopBulkRun(actor: Actor, id: number): Promise<void> {
  await inTransaction(async () => {
    const where = { [Op.and]: [{ id }, bulkRunPolicy.visibleTo(actor)] };
    // Held by the complaint that is looked at this moment, until it is done.
    const run = found(await BulkRun.findOne({ where, ...forUpdate() }));
    authorize(bulkRunPolicy, actor, 'stop', run);
    if (run.state === 'running') await run.update({ state: 'done', endedAt: presentMoment() });
  });
}
