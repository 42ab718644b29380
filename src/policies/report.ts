import { can, type Actor, type Person } from './actor.ts';
import { everything, nothing, type Policy } from './policy.ts';

/** Whether somebody may see the figures of all: those who may not are told of their own work. */
export function seesAllFigures(actor: Actor): boolean {
  return can(actor, 'reports.view') && can(actor, 'complaints.view');
}

/** Whether somebody may see figures of complaints that they work on; all of them is more, and another thing. */
export function seesOwnFigures(actor: Actor): actor is Person {
  return actor.id !== null && can(actor, 'complaints.work');
}

/** Whether somebody has work of their own: complaints can be assigned to them. */
export function hasOwnWork(actor: Actor): actor is Person {
  return seesOwnFigures(actor) && actor.isAssignable;
}

/** Reports that are kept, their files and who is sent them: a matter of all who may see the figures of all. */
export const reportPolicy: Policy = {
  may: (actor) => actor.id !== null && seesAllFigures(actor),
  visibleTo: (actor) => (seesAllFigures(actor) ? everything : nothing),
};
