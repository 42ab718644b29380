import { Watcher } from '../../../models/watcher.ts';
import type { Actor } from '../../../policies/actor.ts';

/** Whether this person follows the complaint. */
export async function isFollowedBy({ id: userId }: Actor, complaintId: number): Promise<boolean> {
  return userId !== null && (await Watcher.count({ where: { complaintId, userId } })) > 0;
}
