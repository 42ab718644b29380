import { atLeast } from './policy.ts';
import type { Actor } from './actor.ts';

/** Whether somebody may open the panel at all. */
export function mayOpenPanel(actor: Actor): boolean {
  return atLeast(actor, 'engineer');
}
