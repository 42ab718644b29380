import { isBuiltInGroup } from '../models/group-names.ts';
import { can, type Actor } from './actor.ts';
import { everything, nothing, type Policy } from './policy.ts';

/** A group as far as the rules look; a form that is being filled in may have no name yet. */
export interface GroupRow {
  readonly name?: string;
}

/** Who edits groups sees them, and who puts people or programs into them. */
function sees(actor: Actor): boolean {
  return (['permissions.edit', 'people.security', 'integrations.edit'] as const).some((right) =>
    can(actor, right),
  );
}

/** Groups and what they may do belong to those who edit permissions; the three that the portal came with stay. */
export const groupPolicy: Policy<'rename' | 'setPermissions', GroupRow> = {
  may(actor, action, row) {
    const isBuiltIn = isBuiltInGroup(row?.name ?? '');
    switch (action) {
      case 'list':
      case 'read':
        return sees(actor);
      case 'create':
      case 'update':
      case 'setPermissions':
        return can(actor, 'permissions.edit');
      case 'delete':
      case 'rename':
        return can(actor, 'permissions.edit') && !isBuiltIn;
      default:
        return false;
    }
  },
  visibleTo: (actor) => (sees(actor) ? everything : nothing),
};
