import { can } from './actor.ts';
import { everything, nothing, type Policy } from './policy.ts';

/** A job as far as the rules look. */
export interface JobRow {
  readonly state?: unknown;
}

/** Jobs come and go by themselves: those who may see them let one run again, and nobody edits one. */
export const jobPolicy: Policy<'runAgain', JobRow> = {
  may(actor, action, row) {
    switch (action) {
      case 'list':
      case 'read':
        return can(actor, 'operations.view');
      case 'runAgain':
        return can(actor, 'operations.view') && row?.state !== 'running' && row?.state !== 'done';
      default:
        return false;
    }
  },
  visibleTo: (actor) => (can(actor, 'operations.view') ? everything : nothing),
};
