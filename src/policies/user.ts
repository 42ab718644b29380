import { atLeast, everything, nothing, type Policy } from './policy.ts';

/** What can be done with a person beyond a plain record's actions. */
export type UserAction = 'assignGroups' | 'setPassword' | 'setActive' | 'setSuperuser';

/** A person as far as the rules look. */
export interface UserRow {
  readonly id: number;
}

/** People and their profiles: Admins do all, AMC Admins read; nobody deletes or deactivates themselves. */
export const userPolicy: Policy<UserAction, UserRow> = {
  may(actor, action, row) {
    if (action === 'list' || action === 'read') return atLeast(actor, 'amcAdmin');
    if (!atLeast(actor, 'admin')) return false;
    const concernsSelf = row !== undefined && row.id === actor.id;
    return !(concernsSelf && (action === 'delete' || action === 'setActive'));
  },
  visibleTo: (actor) => (atLeast(actor, 'amcAdmin') ? everything : nothing),
};
