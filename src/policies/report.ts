import { can, type Actor } from './actor.ts';
import { everything, nothing, type Policy } from './policy.ts';

/** Whether somebody may see the figures of all: those who may not are told of their own work. */
export function seesAllFigures(actor: Actor): boolean {
  return can(actor, 'reports.view') && can(actor, 'complaints.view');
}

/** Reports that are kept, their files and who is sent them: a matter of all who may see the figures of all. */
export const reportPolicy: Policy = {
  may: (actor) => actor.id !== null && seesAllFigures(actor),
  visibleTo: (actor) => (seesAllFigures(actor) ? everything : nothing),
};
