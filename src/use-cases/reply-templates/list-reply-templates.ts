import { ReplyTemplate } from '../../models/reply-template.ts';
import { replyTemplatePolicy } from '../../policies/reply-template.ts';
import { filter, searchIn, someId, textFilter } from '../records/listing/filters.ts';
import type { Listing, Values } from '../records/listing/listing.ts';

/** Whether it is shared stands in whose it is. */
function fill(rows: readonly Values[]): Promise<Map<number, Values>> {
  return Promise.resolve(
    new Map(rows.map(({ id, ownerId }) => [Number(id), { isShared: ownerId === null }])),
  );
}

/** Texts for replies that somebody may use, as a list. */
export const replyTemplateList: Listing = {
  model: ReplyTemplate,
  policy: replyTemplatePolicy,
  columns: ['id', 'name', 'text', 'typeId', 'ownerId', 'version', 'createdAt', 'updatedAt'],
  filters: {
    name: textFilter(ReplyTemplate, 'name'),
    typeId: filter(someId, (typeId) => ({ typeId })),
  },
  sortable: ['id', 'name', 'createdAt', 'updatedAt'],
  order: ['name', 'asc'],
  search: searchIn(ReplyTemplate, ['name', 'text']),
  fill,
};
