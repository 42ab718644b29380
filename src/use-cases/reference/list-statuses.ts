import { Status, STATUS_CATEGORIES } from '../../models/status.ts';
import { statusPolicy } from '../../policies/status.ts';
import { choiceFilter, flagFilter, searchIn, textFilter } from '../records/listing/filters.ts';
import type { Listing } from '../records/listing/listing.ts';

/** The stages of a complaint, as a list. */
export const statusList: Listing = {
  model: Status,
  policy: statusPolicy,
  columns: [
    'id',
    'name',
    'category',
    'code',
    'position',
    'isActive',
    'description',
    'version',
    'createdAt',
    'updatedAt',
  ],
  filters: {
    name: textFilter(Status, 'name'),
    category: choiceFilter('category', STATUS_CATEGORIES),
    isActive: flagFilter('isActive'),
  },
  sortable: ['id', 'name', 'category', 'position', 'isActive', 'createdAt', 'updatedAt'],
  order: ['position', 'asc'],
  search: searchIn(Status, ['name', 'description']),
};
