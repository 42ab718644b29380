import { database, isSqlite } from '../../../database/connect.ts';
import { select, TABLE } from './read-schema.ts';
import { rebuildTable } from './rebuild-table.ts';
import { withReference } from './table-definition.ts';

/** A foreign key that user_profiles has to have, with what becomes of a profile when the other row goes. */
export interface Reference {
  readonly column: string;
  readonly target: string;
  readonly onDelete: 'CASCADE' | 'SET NULL';
}

interface Present {
  readonly name: string;
  readonly target: string;
  readonly onDelete: string;
}

function presentOf(column: string): Promise<Present[]> {
  if (isSqlite()) {
    return select(
      `SELECT '' AS name, "table" AS target, on_delete AS onDelete FROM pragma_foreign_key_list('${TABLE}') WHERE "from" = :column`,
      { column },
    );
  }
  return select(
    `SELECT r.CONSTRAINT_NAME AS name, r.REFERENCED_TABLE_NAME AS target, r.DELETE_RULE AS onDelete
     FROM information_schema.REFERENTIAL_CONSTRAINTS r
     JOIN information_schema.KEY_COLUMN_USAGE k ON k.CONSTRAINT_SCHEMA = r.CONSTRAINT_SCHEMA
       AND k.CONSTRAINT_NAME = r.CONSTRAINT_NAME AND k.TABLE_NAME = r.TABLE_NAME
     WHERE r.CONSTRAINT_SCHEMA = DATABASE() AND r.TABLE_NAME = '${TABLE}' AND k.COLUMN_NAME = :column ORDER BY r.CONSTRAINT_NAME`,
    { column },
  );
}

/** What the foreign key says otherwise: '' where there is none, null where it is as it has to be. */
export async function referenceLacks({ column, target, onDelete }: Reference): Promise<string | null> {
  const present = await presentOf(column);
  const wrong = present.find((key) => key.target !== target || key.onDelete !== onDelete);
  if (wrong !== undefined) return `references ${wrong.target} ON DELETE ${wrong.onDelete}`;
  return present.length === 0 ? '' : null;
}

/** Makes a foreign key as it has to be, and drops those of that column that are not. */
export async function restoreReference({ column, target, onDelete }: Reference): Promise<void> {
  const clause = `FOREIGN KEY (${column}) REFERENCES ${target} (id) ON DELETE ${onDelete} ON UPDATE CASCADE`;
  if (isSqlite()) return rebuildTable(TABLE, (body) => withReference(body, column, clause));
  for (const { name } of await presentOf(column)) {
    const quoted = database().getQueryInterface().quoteIdentifier(name);
    await database().query(`ALTER TABLE ${TABLE} DROP FOREIGN KEY ${quoted}`);
  }
  await database().query(`ALTER TABLE ${TABLE} ADD CONSTRAINT ${TABLE}_${column}_reference ${clause}`);
}
