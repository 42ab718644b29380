import { can, type Actor } from './actor.ts';

/** Whether somebody may open the panel at all. */
export function mayOpenPanel(actor: Actor): boolean {
  return can(actor, 'panel.open');
}
