import { can } from './actor.ts';
import { nothing, type Policy } from './policy.ts';

/** A mail as far as the rules look. */
export interface OutboxRow {
  readonly state?: unknown;
}

/** What is sent by mail: those who look after the portal see it and let what waits or is dead go once more; nobody edits it. */
export const outboxPolicy: Policy<'sendAgain', OutboxRow> = {
  may(actor, action, row) {
    switch (action) {
      case 'list':
      case 'read':
        return can(actor, 'operations.view');
      case 'sendAgain':
        return (
          can(actor, 'operations.view') &&
          (row === undefined || row.state === 'dead' || row.state === 'waiting')
        );
      default:
        return false;
    }
  },
  visibleTo: (actor) => (can(actor, 'operations.view') ? { channel: 'mail' } : nothing),
};
