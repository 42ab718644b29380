import { atLeast, everything, nothing, type Policy } from './policy.ts';

/** A complaint as far as the rules look. */
export interface ComplaintRow {
  readonly reporterId: number;
  readonly assigneeId: number | null;
}

/** Everybody files and follows their own; engineers and above see all. */
export const complaintPolicy: Policy<never, ComplaintRow> = {
  may(actor, action, row) {
    switch (action) {
      case 'create':
        return actor.id !== null;
      case 'list':
        return true;
      case 'read':
        return atLeast(actor, 'engineer') || (row !== undefined && row.reporterId === actor.id);
      case 'update':
        return atLeast(actor, 'amcAdmin');
      case 'delete':
        return atLeast(actor, 'admin');
      default:
        return false;
    }
  },
  visibleTo(actor) {
    if (atLeast(actor, 'engineer')) return everything;
    return actor.id === null ? nothing : { reporterId: actor.id };
  },
};
