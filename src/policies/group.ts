import { isBuiltInGroup } from '../models/group-names.ts';
import { atLeast, everything, nothing, type Policy } from './policy.ts';

/** A group as far as the rules look. */
export interface GroupRow {
  readonly name: string;
}

/** Groups belong to Admins; the three that the rules know stay. */
export const groupPolicy: Policy<'rename', GroupRow> = {
  may(actor, action, row) {
    if (!atLeast(actor, 'admin')) return false;
    const builtIn = row !== undefined && isBuiltInGroup(row.name);
    return !(builtIn && (action === 'delete' || action === 'rename'));
  },
  visibleTo: (actor) => (atLeast(actor, 'admin') ? everything : nothing),
};
