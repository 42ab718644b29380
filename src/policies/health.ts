import { can } from './actor.ts';
import { nothing, type Policy } from './policy.ts';

/** How the portal stands: those who look after it read it, and nobody writes it. */
export const healthPolicy: Policy<never, object> = {
  may: (actor, action) => (action === 'list' || action === 'read') && can(actor, 'operations.view'),
  visibleTo: () => nothing,
};
