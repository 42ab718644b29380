import type { ActionRequest, RecordJSON } from 'adminjs';
import type { PackedList } from '../components/parts/packed-list.ts';

/** The records of a list: as AdminJS has them, or packed for the panel's own pages, which ask for that. */
export function listed(
  { query }: ActionRequest,
  records: () => readonly RecordJSON[],
  packed: () => PackedList,
): { readonly records: readonly RecordJSON[] } | { readonly list: PackedList } {
  return query?.packed === '1' ? { list: packed() } : { records: records() };
}
