import { can } from './actor.ts';
import { everything, nothing, type Policy } from './policy.ts';

/** Webhooks belong to those who connect the portal with other programs. */
export const webhookPolicy: Policy<'makeSecret'> = {
  may: (actor) => can(actor, 'integrations.edit'),
  visibleTo: (actor) => (can(actor, 'integrations.edit') ? everything : nothing),
};
