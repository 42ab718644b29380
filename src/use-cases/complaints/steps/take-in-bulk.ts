import { translateDatabaseError } from '../../../database/errors.ts';
import { AppError } from '../../../errors.ts';
import { Complaint } from '../../../models/complaint.ts';

/** Takes the step with one of them. */
export type BulkStep = (target: {
  readonly id: number;
  readonly version?: number | undefined;
}) => Promise<unknown>;

/** What became of one of them. */
export interface BulkOutcome {
  readonly id: number;
  /** As HTTP has it. */
  readonly status: number;
  /** Since the step; null where it was refused. */
  readonly version: number | null;
  readonly code: string | null;
  readonly detail: string | null;
}

/**
 * Takes a step with several complaints one after the other, each in a transaction of its own, and tells of each what
 * became of it.
 *
 * @throws what is no refusal but a fault.
 */
export async function takeInBulk(
  targets: readonly { readonly id: number; readonly version?: number | undefined }[],
  take: BulkStep,
): Promise<BulkOutcome[]> {
  const outcomes: BulkOutcome[] = [];
  for (const target of targets) {
    try {
      const complaint = await take(target);
      const version = complaint instanceof Complaint ? complaint.version : null;
      outcomes.push({ id: target.id, status: 200, version, code: null, detail: null });
    } catch (reason) {
      const error = translateDatabaseError(reason);
      if (!(error instanceof AppError)) throw error;
      outcomes.push({
        id: target.id,
        status: error.status,
        version: null,
        code: error.code,
        detail: error.message,
      });
    }
  }
  return outcomes;
}
