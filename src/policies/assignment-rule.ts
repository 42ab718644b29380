import { can, type Actor } from './actor.ts';
import { everything, nothing, type Policy } from './policy.ts';

const edits = (actor: Actor): boolean => can(actor, 'reference.edit') && can(actor, 'complaints.assign');

/** Assignment rules are reference data, and say who works on what: it takes the right to assign to change them. */
export const assignmentRulePolicy: Policy<'move' | 'try'> = {
  may(actor, action) {
    switch (action) {
      case 'list':
      case 'read':
        return can(actor, 'reference.view');
      case 'create':
      case 'update':
      case 'delete':
      case 'move':
      case 'try':
        return edits(actor);
      default:
        return false;
    }
  },
  visibleTo: (actor) => (can(actor, 'reference.view') ? everything : nothing),
};
