import { can } from './actor.ts';
import { everything, nothing, type Policy } from './policy.ts';

/** What became of mails that came in: those who look after the portal see it, and nobody edits it. */
export const receivedMailPolicy: Policy<never, object> = {
  may: (actor, action) => (action === 'list' || action === 'read') && can(actor, 'operations.view'),
  visibleTo: (actor) => (can(actor, 'operations.view') ? everything : nothing),
};
