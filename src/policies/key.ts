import { can } from './actor.ts';
import { nothing, type Policy } from './policy.ts';

/** The key of everything is changed by command alone. */
export const keyPolicy: Policy<'rotate', object> = {
  may: (actor, action) => action === 'rotate' && actor.id === null && can(actor, 'operations.view'),
  visibleTo: () => nothing,
};
