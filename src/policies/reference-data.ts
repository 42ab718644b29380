import { can } from './actor.ts';
import { everything, nothing, type Policy } from './policy.ts';

/** Departments, complaint types and statuses: seen, edited and deleted each by a right of its own. */
export const referenceDataPolicy: Policy = {
  may(actor, action) {
    switch (action) {
      case 'list':
      case 'read':
        return can(actor, 'reference.view');
      case 'create':
      case 'update':
        return can(actor, 'reference.edit');
      case 'delete':
        return can(actor, 'reference.delete');
      default:
        return false;
    }
  },
  visibleTo: (actor) => (can(actor, 'reference.view') ? everything : nothing),
};
