import { flat, type RecordJSON } from 'adminjs';

/** The ids that a record's list property holds, as text. */
export function idsIn(record: Pick<RecordJSON, 'params'> | undefined, path: string): string[] {
  const value: unknown = record ? flat.get(record.params, path) : [];
  return Array.isArray(value) ? value.map(String) : [];
}
