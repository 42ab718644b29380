import { can } from './actor.ts';
import { everything, nothing, type Policy } from './policy.ts';

/** A client as far as the rules look. */
export interface ApiClientRow {
  readonly id?: number;
}

/** Programs with a name of their own belong to those who connect the portal with others; none of them ends itself. */
export const apiClientPolicy: Policy<'makeToken', ApiClientRow> = {
  may(actor, action, row) {
    const isItself = row?.id !== undefined && row.id === actor.id;
    switch (action) {
      case 'list':
      case 'read':
      case 'create':
        return can(actor, 'integrations.edit');
      case 'update':
      case 'delete':
      case 'makeToken':
        return can(actor, 'integrations.edit') && !isItself;
      default:
        return false;
    }
  },
  visibleTo: (actor) => (can(actor, 'integrations.edit') ? everything : nothing),
};
