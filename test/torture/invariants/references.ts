import type { TorturedPlace } from '../place.ts';
import type { Invariant } from './invariant.ts';

interface Reference {
  readonly table: string;
  readonly column: string;
  readonly toTable: string;
  readonly toColumn: string;
}

/** What the schema says of who refers to whom. */
async function referencesOf(place: TorturedPlace): Promise<Reference[]> {
  const rows = await place.rows(
    place.isSqlite
      ? 'SELECT m.name AS a, k."from" AS b, k."table" AS c, k."to" AS d FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) k WHERE m.type = \'table\''
      : 'SELECT TABLE_NAME AS a, COLUMN_NAME AS b, REFERENCED_TABLE_NAME AS c, REFERENCED_COLUMN_NAME AS d FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME IS NOT NULL',
  );
  return rows.map(({ a, b, c, d }) => ({
    table: String(a),
    column: String(b),
    toTable: String(c),
    toColumn: String(d),
  }));
}

/** No row of any table names one that is not there. */
export const references: Invariant = {
  name: 'no orphaned row',
  sentence: 'No row of any table names one that is not there.',
  async find({ place }) {
    const found: string[] = [];
    for (const { table, column, toTable, toColumn } of await referencesOf(place)) {
      const [row] = await place.rows(
        `SELECT COUNT(*) AS n FROM ${table} t LEFT JOIN ${toTable} r ON r.${toColumn} = t.${column} WHERE t.${column} IS NOT NULL AND r.${toColumn} IS NULL`,
      );
      if (Number(row?.n) > 0) found.push(`${row?.n} of ${table}.${column} name none of ${toTable}`);
    }
    return found;
  },
};
