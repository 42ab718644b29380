import { Op } from 'sequelize';
import { can } from './actor.ts';
import { everything, nothing, type Policy } from './policy.ts';

/** The journal is read, and nobody edits any of it; who looks after the portal by command cuts it. */
export const journalPolicy: Policy<'verify' | 'export' | 'prune'> = {
  may(actor, action) {
    switch (action) {
      case 'list':
      case 'read':
      case 'verify':
      case 'export':
        return can(actor, 'audit.view');
      case 'prune':
        return actor.id === null && can(actor, 'audit.view');
      default:
        return false;
    }
  },
  visibleTo(actor) {
    if (!can(actor, 'audit.view')) return nothing;
    // That somebody left a note is a part of the note.
    return can(actor, 'notes.use') ? everything : { name: { [Op.ne]: 'complaint.noted' } };
  },
};
