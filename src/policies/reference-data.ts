import { atLeast, everything, nothing, type Policy } from './policy.ts';

/** Departments, complaint types and statuses: engineers read, AMC Admins also write, Admins also delete. */
export const referenceDataPolicy: Policy = {
  may(actor, action) {
    if (action === 'delete') return atLeast(actor, 'admin');
    if (action === 'create' || action === 'update') return atLeast(actor, 'amcAdmin');
    return atLeast(actor, 'engineer');
  },
  visibleTo: (actor) => (atLeast(actor, 'engineer') ? everything : nothing),
};
