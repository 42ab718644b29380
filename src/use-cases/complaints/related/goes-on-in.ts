import { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { rowId } from '../steps/step-input.ts';
import { isFollowedBy } from './is-followed-by.ts';

/** Complaints that were merged one into the next; there is no circle, and few are in a row. */
const MOST_MERGED = 20;

/**
 * The input of a step, with the complaint in which the named one goes on where this person reported it and follows the
 * other.
 */
export async function goesOnIn(actor: Actor, input: unknown): Promise<unknown> {
  const asked = rowId.safeParse((input as { readonly id?: unknown } | null)?.id);
  if (!asked.success) return input;
  let complaint = await Complaint.findOne({ where: { id: asked.data, reporterId: actor.id ?? 0 } });
  for (let turn = 0; turn < MOST_MERGED && typeof complaint?.mergedIntoId === 'number'; turn += 1)
    complaint = await Complaint.findByPk(complaint.mergedIntoId);
  if (complaint === null || complaint.id === asked.data) return input;
  const isTold = complaint.reporterId === actor.id || (await isFollowedBy(actor, complaint.id));
  return isTold ? { ...(input as object), id: complaint.id } : input;
}
