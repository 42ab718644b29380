import { Op } from 'sequelize';
import { presentMoment } from '../database/present-moment.ts';
import { inTransaction } from '../database/transaction.ts';
import { Job, type JobState } from '../models/job.ts';
import { DAY_MS } from '../durations.ts';

/** How long jobs are kept after their end, in days: dead ones until somebody had time to look. */
const KEPT_DAYS: readonly (readonly [state: JobState, days: number])[] = [
  ['done', 7],
  ['dead', 90],
];
/** Rows of one transaction: few, since on SQLite everybody else's writing waits for it. */
const BATCH = 500;

async function removeBatch(state: JobState, before: Date): Promise<number> {
  const rows = await Job.findAll({
    attributes: ['id'],
    where: { state, endedAt: { [Op.lt]: before } },
    limit: BATCH,
    raw: true,
  });
  if (rows.length === 0) return 0;
  return inTransaction(() => Job.destroy({ where: { id: rows.map(({ id }) => id), state } }));
}

/** Removes jobs that ended long ago; returns how many. */
export async function pruneJobs(signal?: AbortSignal): Promise<number> {
  let removed = 0;
  for (const [state, days] of KEPT_DAYS) {
    const before = new Date(presentMoment().getTime() - days * DAY_MS);
    for (let batch = 1; batch > 0; removed += batch) {
      signal?.throwIfAborted();
      batch = await removeBatch(state, before);
    }
  }
  return removed;
}
