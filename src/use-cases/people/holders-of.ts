import type { Permission } from '../../policies/permissions.ts';

/**
 * The people whose groups hold a right, active or not, as a part of a statement that reads their ids. A superuser's flag
 * alone counts for nothing here.
 */
export function holdersOf(permission: Permission): string {
  return `SELECT m.user_id FROM user_groups m JOIN group_permissions g ON g.group_id = m.group_id WHERE g.permission = '${permission}'`;
}
