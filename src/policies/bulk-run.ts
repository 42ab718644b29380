import { can } from './actor.ts';
import { everything, type Policy } from './policy.ts';

/** A bulk run as far as the rules look. */
export interface BulkRunRow {
  readonly starterId?: unknown;
}

/** A run is seen by whoever began it and by those who look after the portal; whoever began it may stop it and take it back. */
export const bulkRunPolicy: Policy<'stop' | 'undo', BulkRunRow> = {
  may(actor, action, row) {
    switch (action) {
      case 'create':
        return can(actor, 'complaints.triage');
      case 'list':
      case 'read':
        return can(actor, 'operations.view') || can(actor, 'complaints.triage');
      case 'stop':
      case 'undo':
        return can(actor, 'complaints.triage') && row?.starterId === actor.id;
      default:
        return false;
    }
  },
  visibleTo: (actor) => (can(actor, 'operations.view') ? everything : { starterId: actor.id ?? 0 }),
};
