import { ComplaintType } from '../../models/complaint-type.ts';
import { referenceDataPolicy } from '../../policies/reference-data.ts';
import { flagFilter, searchIn, textFilter } from '../records/listing/filters.ts';
import type { Listing } from '../records/listing/listing.ts';

/** What complaints can be about, as a list. */
export const complaintTypeList: Listing = {
  model: ComplaintType,
  policy: referenceDataPolicy,
  columns: ['id', 'name', 'description', 'isActive', 'version', 'createdAt', 'updatedAt'],
  filters: { name: textFilter(ComplaintType, 'name'), isActive: flagFilter('isActive') },
  sortable: ['id', 'name', 'isActive', 'createdAt', 'updatedAt'],
  order: ['name', 'asc'],
  search: searchIn(ComplaintType, ['name', 'description']),
};
