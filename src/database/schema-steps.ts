import type { ModelAttributeColumnOptions, QueryInterface } from 'sequelize';
import { isSqlite } from './connect.ts';
import { tableOptions } from './columns.ts';

/**
 * Schema statements for migrations, each of which first asks whether its work is done. MySQL commits at every schema
 * statement, so a migration that was interrupted stands half; run again, it goes on from there. Like the column shapes
 * they belong to frozen history: add one, never change what one does.
 */
type Column = ModelAttributeColumnOptions;

async function hasColumn(db: QueryInterface, table: string, column: string): Promise<boolean> {
  return column in (await db.describeTable(table));
}

async function hasIndex(db: QueryInterface, table: string, name: string): Promise<boolean> {
  const indexes = (await db.showIndex(table)) as readonly { readonly name: string }[];
  return indexes.some((index) => index.name === name);
}

/** Creates a table with the options that every table has. */
export async function addTable(
  db: QueryInterface,
  table: string,
  columns: Readonly<Record<string, Column>>,
  options: object = tableOptions,
): Promise<void> {
  if (!(await db.tableExists(table))) await db.createTable(table, { ...columns }, options);
}

/** Drops a table. */
export async function dropTable(db: QueryInterface, table: string): Promise<void> {
  if (await db.tableExists(table)) await db.dropTable(table);
}

/** Adds a column. */
export async function addColumn(
  db: QueryInterface,
  table: string,
  column: string,
  definition: Column,
): Promise<void> {
  if (!(await hasColumn(db, table, column))) await db.addColumn(table, column, definition);
}

/** Drops a column and, on MySQL, the foreign key that begins at it. */
export async function dropColumn(db: QueryInterface, table: string, column: string): Promise<void> {
  if (!(await hasColumn(db, table, column))) return;
  if (!isSqlite(db.sequelize)) {
    const keys = (await db.getForeignKeyReferencesForTable(table)) as readonly {
      readonly columnName?: string;
      readonly constraintName?: string;
    }[];
    for (const { columnName, constraintName = '' } of keys) {
      if (columnName === column && constraintName !== '') await db.removeConstraint(table, constraintName);
    }
  }
  // Sequelize's removeColumn would copy SQLite's table and lose what refers to it.
  await db.sequelize.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
}

/** Adds an index. */
export async function addIndex(
  db: QueryInterface,
  table: string,
  columns: readonly string[],
  options: { readonly name: string; readonly unique?: boolean; readonly type?: 'FULLTEXT' },
): Promise<void> {
  if (!(await hasIndex(db, table, options.name))) await db.addIndex(table, [...columns], { ...options });
}

/** Drops an index. */
export async function dropIndex(db: QueryInterface, table: string, name: string): Promise<void> {
  if (await hasIndex(db, table, name)) await db.removeIndex(table, name);
}
