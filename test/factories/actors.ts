import { GROUP } from '../../src/models/group-names.ts';
import type { Person } from '../../src/policies/actor.ts';
import { ALL_PERMISSIONS, type Permission } from '../../src/policies/permissions.ts';
import { DEFAULT_PERMISSIONS } from '../../src/use-cases/groups/default-permissions.ts';

/** Somebody with these rights who is nobody in the database, for rules that look nowhere else. */
export function actorWith(permissions: Iterable<Permission>, id = 7): Person {
  const granted = new Set(permissions);
  const isAssignable = granted.has('complaints.work');
  return { id, permissions: granted, isAssignable, name: 'Pat', username: 'pat', accessLevel: 'Staff' };
}

/** People as the three groups make them, a superuser in no group, and staff. */
export const KINDS = {
  superuser: (id = 7): Person => ({ ...actorWith(ALL_PERMISSIONS, id), isAssignable: false }),
  admin: (id = 7): Person => actorWith(DEFAULT_PERMISSIONS[GROUP.admin] ?? [], id),
  amcAdmin: (id = 7): Person => actorWith(DEFAULT_PERMISSIONS[GROUP.amcAdmin] ?? [], id),
  engineer: (id = 7): Person => actorWith(DEFAULT_PERMISSIONS[GROUP.engineer] ?? [], id),
  staff: (id = 7): Person => actorWith([], id),
} as const;
