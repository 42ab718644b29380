import { FaqCategory } from '../../models/faq-category.ts';
import { faqPolicy } from '../../policies/faq.ts';
import { flagFilter, searchIn, textFilter } from '../records/listing/filters.ts';
import type { Listing } from '../records/listing/listing.ts';

/** Categories of answers, in the order in which the portal shows them. */
export const faqCategoryList: Listing = {
  model: FaqCategory,
  policy: faqPolicy,
  columns: ['id', 'position', 'name', 'isActive', 'version', 'createdAt', 'updatedAt'],
  filters: { name: textFilter(FaqCategory, 'name'), isActive: flagFilter('isActive') },
  sortable: ['id', 'position', 'name', 'isActive', 'createdAt', 'updatedAt'],
  order: ['position', 'asc'],
  search: searchIn(FaqCategory, ['name']),
};
