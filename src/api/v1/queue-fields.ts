import { queueInput } from '../../use-cases/complaints/queue/list-complaints.ts';

const { page: _page, pageSize: _size, ...fields } = queueInput.shape;

/** What the queue can be asked for, but for the page. */
export const QUEUE_FIELDS = fields;

/** By what complaints are sorted, on pages and in files alike: unless somebody says, by number, or the best matches first. */
export function sortOf({ sort, search }: { readonly sort?: unknown; readonly search?: unknown }): unknown {
  const isSearched = typeof search === 'string' && search.trim() !== '';
  return sort ?? (isSearched ? undefined : 'number');
}
