import { literal } from 'sequelize';
import { User } from '../../models/user.ts';
import { userPolicy } from '../../policies/user.ts';
import type { Listing } from '../records/listing/listing.ts';
import { searchUsers, userFilters, userViews } from './user-filters.ts';
import { userParts } from './user-parts.ts';

const SORTABLE = [
  'id',
  'username',
  'email',
  'firstName',
  'lastName',
  'isActive',
  'isSuperuser',
  'lastLogin',
  'dateJoined',
];

const department = literal(
  '(SELECT d.name_sorted FROM departments d JOIN user_profiles p ON p.department_id = d.id WHERE p.user_id = `User`.`id`)',
);

/** People with their profiles and groups, as a list. */
export const userList: Listing = {
  model: User,
  policy: userPolicy,
  columns: [...SORTABLE, 'mustChangePassword', 'isService', 'erasedAt', 'version'],
  filters: userFilters,
  sortable: [...SORTABLE, 'person', 'profile.departmentId'],
  sortedBy: {
    person: literal('`User`.`name_sorted`'),
    email: literal('`User`.`email_folded`'),
    'profile.departmentId': department,
  },
  order: ['person', 'asc'],
  views: userViews,
  search: searchUsers,
  fill: userParts,
};
