import { selectOnce } from '../../../database/select.ts';
import type { Reference } from './reference.ts';

/** A reference with how many there are, one at least. */
export interface Counted {
  readonly reference: Reference;
  readonly count: number;
}

/** Rows that refer to one of these ids, as SQL. */
export function referringSql({ model, attribute, only }: Reference, ids: readonly number[]): string {
  const list = ids.map(Number).join(', ');
  const refers = [attribute].flat().map((one) => {
    const column = model.getAttributes()[one]?.field;
    if (column === undefined) throw new Error(`${model.name} has no ${one}`);
    return `\`${column}\` IN (${list})`;
  });
  const limit = only === undefined ? '' : ` AND ${only}`;
  return `FROM \`${model.tableName}\` WHERE (${refers.join(' OR ')})${limit}`;
}

/** How often records are referred to, by one statement for all ways; nothing of those that do not occur. */
export async function countReferences(
  references: readonly Reference[],
  ids: readonly number[],
): Promise<readonly Counted[]> {
  if (references.length === 0 || ids.length === 0) return [];
  const parts = references.map((reference, place) => {
    const { named } = reference;
    const counted = named === undefined ? '*' : `DISTINCT \`${named.column}\``;
    return `SELECT ${place} AS place, COUNT(${counted}) AS n ${referringSql(reference, ids)}`;
  });
  const rows = await selectOnce<{ place: number; n: number }>(parts.join(' UNION ALL '));
  const counts = new Map(rows.map(({ place, n }) => [place, n]));
  return references.flatMap((reference, place) => {
    const count = counts.get(place) ?? 0;
    return count === 0 ? [] : [{ reference, count }];
  });
}

/** Those of these ids that something refers to, in order. */
export async function referredAmong(
  references: readonly Reference[],
  ids: readonly number[],
): Promise<readonly number[]> {
  const parts = references.flatMap((reference) =>
    [reference.attribute].flat().map((attribute) => {
      const column = String(reference.model.getAttributes()[attribute]?.field);
      return `SELECT DISTINCT \`${column}\` AS id ${referringSql({ ...reference, attribute }, ids)}`;
    }),
  );
  if (parts.length === 0 || ids.length === 0) return [];
  const rows = await selectOnce<{ id: number }>(`${parts.join(' UNION ')} ORDER BY id`);
  return rows.map(({ id }) => id);
}
