import { User } from '../../models/user.ts';
import { userPolicy } from '../../policies/user.ts';
import type { Listing } from '../records/listing/listing.ts';
import { searchUsers, userFilters } from './user-filters.ts';
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

/** People with their profiles and groups, as a list. */
export const userList: Listing = {
  model: User,
  policy: userPolicy,
  columns: [...SORTABLE, 'version'],
  filters: userFilters,
  sortable: SORTABLE,
  order: ['username', 'asc'],
  search: searchUsers,
  fill: userParts,
};
