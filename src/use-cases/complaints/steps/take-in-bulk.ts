import { translateDatabaseError } from '../../../database/errors.ts';
import { AppError } from '../../../errors.ts';
import { Complaint } from '../../../models/complaint.ts';
import type { Person } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { authorize } from '../../../policies/policy.ts';
import { actOnce } from '../../submissions/act-once.ts';
import type { SentForm } from '../../submissions/make-once.ts';

interface Target {
  readonly id: number;
  readonly version?: number | undefined;
}

/** Takes the step with one of them, as whoever it is done by. */
export type BulkStep = (actor: Person, target: Target) => Promise<unknown>;

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
 * became of it. Where the form comes again after whatever died meanwhile, what was done is done no more, and told as done.
 *
 * @param actorNow who does it, with the rights of that moment: asked before each.
 * @param take takes no files.
 * @throws ForbiddenError unless the actor may take steps with many; what is no refusal but a fault.
 */
export async function takeInBulk(
  actorNow: () => Promise<Person>,
  targets: readonly Target[],
  { key, content }: SentForm,
  take: BulkStep,
): Promise<BulkOutcome[]> {
  authorize(complaintPolicy, await actorNow(), 'bulk');
  const outcomes: BulkOutcome[] = [];
  for (const [place, target] of targets.entries()) {
    try {
      const actor = await actorNow();
      authorize(complaintPolicy, actor, 'bulk');
      const version = await actOnce(actor, { key, content: [content, place] }, async () => {
        const complaint = await take(actor, target);
        return complaint instanceof Complaint ? complaint.version : undefined;
      });
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
