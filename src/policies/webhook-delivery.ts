import { can } from './actor.ts';
import { everything, nothing, type Policy } from './policy.ts';

/** A delivery as far as the rules look. */
interface DeliveryRow {
  readonly state?: unknown;
}

/** What webhooks are told: seen by those who have webhooks, and let go once more; nobody edits it. */
export const webhookDeliveryPolicy: Policy<'sendAgain', DeliveryRow> = {
  may(actor, action, row) {
    switch (action) {
      case 'list':
      case 'read':
        return can(actor, 'integrations.edit');
      case 'sendAgain':
        return can(actor, 'integrations.edit') && row?.state !== 'sending';
      default:
        return false;
    }
  },
  visibleTo: (actor) => (can(actor, 'integrations.edit') ? everything : nothing),
};
