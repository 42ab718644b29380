import { z } from 'zod';
import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import type { RunningJob } from '../../../jobs/job-kind.ts';
import { doneFrom, type Origin } from '../../../journal/surroundings.ts';
import { BulkRow } from '../../../models/bulk-row.ts';
import { BulkRun } from '../../../models/bulk-run.ts';
import { takeBulkRow } from './take-bulk-row.ts';

const payloadInput = z.object({ runId: z.number() });

/** Rows that are read at once. */
const BATCH = 100;

function nextRows(runId: number): Promise<BulkRow[]> {
  return BulkRow.findAll({
    attributes: ['runId', 'complaintId'],
    where: { runId, state: 'waiting' },
    order: [['place', 'ASC']],
    limit: BATCH,
  });
}

/**
 * Takes the step of a run with each complaint that still waits for it, as whoever began it and from where they did.
 * Begun again after a process ended, it goes on where that one was. Returns how many were looked at.
 *
 * @throws Error when something failed that may go better later.
 */
export async function workOffBulkRun(
  payload: unknown,
  { signal, attempt }: Pick<RunningJob, 'signal' | 'attempt'>,
): Promise<number> {
  const { runId: id } = payloadInput.parse(payload);
  const run = await BulkRun.findByPk(id);
  if (run === null) return 0;
  const { address, requestId } = run;
  return doneFrom({ origin: run.origin as Origin, address, requestId }, async () => {
    let looked = 0;
    for (let rows = await nextRows(id); rows.length > 0; rows = await nextRows(id)) {
      for (const row of rows) {
        signal.throwIfAborted();
        // Whoever stopped it has ended it.
        if (!(await takeBulkRow(run, row, attempt))) return looked;
        looked += 1;
      }
    }
    await inTransaction(() =>
      BulkRun.update({ state: 'done', endedAt: presentMoment() }, { where: { id, state: 'running' } }),
    );
    return looked;
  });
}
