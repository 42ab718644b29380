import { Op } from 'sequelize';
import { forUpdate, inTransaction } from '../../../database/transaction.ts';
import { ConflictError } from '../../../errors.ts';
import { BulkRow } from '../../../models/bulk-row.ts';
import { BulkRun } from '../../../models/bulk-run.ts';
import type { Actor } from '../../../policies/actor.ts';
import { bulkRunPolicy } from '../../../policies/bulk-run.ts';
import { authorize, found } from '../../../policies/policy.ts';
import { bulkStep } from './bulk-steps.ts';
import { authorizeBulk, storeRun } from './start-bulk-run.ts';
import { undoableFor } from './undo-time.ts';

async function doneRows(runId: number) {
  const rows = await BulkRow.findAll({ where: { runId, state: 'done' }, order: [['place', 'ASC']] });
  return rows.map(({ complaintId, was, versionAfter }) => ({
    id: complaintId,
    version: versionAfter,
    given: JSON.parse(was) as object,
  }));
}

/**
 * Begins to put back what a run changed: of each complaint that nobody changed since what it had before; why another was
 * left alone is told as with every run. Taken back twice it is taken back once. Returns the number of the new run.
 *
 * @throws NotFoundError; ForbiddenError; ConflictError when it is too late.
 */
export async function undoBulkRun(actor: Actor, id: number): Promise<number> {
  return inTransaction(async () => {
    const where = { [Op.and]: [{ id }, bulkRunPolicy.visibleTo(actor)] };
    const run = found(await BulkRun.findOne({ where, ...forUpdate() }));
    authorize(bulkRunPolicy, actor, 'undo', run);
    const before = await BulkRun.findOne({ attributes: ['id'], where: { undoesId: id } });
    if (before !== null) return before.id;
    if (undoableFor(run) === 0) throw new ConflictError('This cannot be undone any more.');
    const step = bulkStep(run.step)?.undo;
    const undo = found(step && bulkStep(step));
    authorizeBulk(actor, undo);
    return storeRun(
      actor,
      { runKey: `undo-of-${id}`, step: step ?? '', said: {}, undoesId: id },
      await doneRows(id),
    );
  });
}
