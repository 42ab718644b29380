import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { byNumber } from './match-complaints.ts';
import { fold } from './search-fold.ts';

/** The number of the complaint that a text names as it is written everywhere, `#12`, where the actor may see it. */
export async function findNumbered(actor: Actor, text: string): Promise<number | undefined> {
  if (!fold(text).trim().startsWith('#')) return undefined;
  return byNumber(text, complaintPolicy.visibleTo(actor));
}
