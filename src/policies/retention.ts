import { can } from './actor.ts';
import { everything, nothing, type Policy } from './policy.ts';

/** For how long things are kept is decided by those who erase; what a rule says is done by the portal or by command. */
export const retentionPolicy: Policy<'try' | 'set' | 'apply', object> = {
  may(actor, action) {
    if (action === 'apply') return actor.id === null && can(actor, 'people.erase');
    return ['list', 'read', 'try', 'set'].includes(action) && can(actor, 'people.erase');
  },
  visibleTo: (actor) => (can(actor, 'people.erase') ? everything : nothing),
};
