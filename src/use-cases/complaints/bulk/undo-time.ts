import { presentMoment } from '../../../database/present-moment.ts';
import type { BulkRun } from '../../../models/bulk-run.ts';
import { bulkStep } from './bulk-steps.ts';

/** How long after its end a run can be taken back, in milliseconds. */
const UNDO_MS = 30_000;

/** For how long a run can be taken back from now on, in milliseconds, as far as its step and the clock say. */
export function undoableFor({ step, state, endedAt }: BulkRun): number {
  if (bulkStep(step)?.undo === undefined || state !== 'done' || endedAt === null) return 0;
  return Math.max(0, endedAt.getTime() + UNDO_MS - presentMoment().getTime());
}
