import { QueryTypes, type ModelAttributeColumnOptions, type QueryInterface } from 'sequelize';
import { isSqlite } from './connect.ts';
import { tableOptions } from './columns.ts';

/**
 * Schema statements for migrations, each of which first asks whether its work is done. MySQL commits at every schema
 * statement, so a migration that was interrupted stands half; run again, it goes on from there. Like the column shapes
 * they belong to frozen history: add one, never change what one does.
 */
type Column = ModelAttributeColumnOptions;

/**
 * Does `work` unless it is done. A server finishes the statement of a process that was killed: what was not there when
 * asked can be there by the time the same statement fails.
 */
async function step(isDone: () => Promise<boolean>, work: () => Promise<unknown>): Promise<void> {
  if (await isDone()) return;
  try {
    await work();
  } catch (error) {
    if (!(await isDone())) throw error;
  }
}

async function hasColumn(db: QueryInterface, table: string, column: string): Promise<boolean> {
  if (!isSqlite(db.sequelize)) return column in (await db.describeTable(table));
  // Sequelize asks for table_info, which leaves generated columns out.
  const columns = await db.sequelize.query<{ name: string }>(`PRAGMA table_xinfo(${table})`, {
    type: QueryTypes.SELECT,
  });
  return columns.some(({ name }) => name === column);
}

async function hasIndex(db: QueryInterface, table: string, name: string): Promise<boolean> {
  const indexes = (await db.showIndex(table)) as readonly { readonly name: string }[];
  return indexes.some((index) => index.name === name);
}

/** Names of the foreign keys that begin at a column; SQLite has no names for them. */
async function referencesAt(db: QueryInterface, table: string, column: string): Promise<string[]> {
  if (isSqlite(db.sequelize)) return [];
  const keys = (await db.getForeignKeyReferencesForTable(table)) as readonly {
    readonly columnName?: string;
    readonly constraintName?: string;
  }[];
  return keys.flatMap(({ columnName, constraintName = '' }) =>
    columnName === column && constraintName !== '' ? [constraintName] : [],
  );
}

/** Creates a table with the options that every table has. */
export async function addTable(
  db: QueryInterface,
  table: string,
  columns: Readonly<Record<string, Column>>,
  options: object = tableOptions,
): Promise<void> {
  await step(
    () => db.tableExists(table),
    () => db.createTable(table, { ...columns }, options),
  );
}

/** Drops a table. */
export async function dropTable(db: QueryInterface, table: string): Promise<void> {
  await step(
    async () => !(await db.tableExists(table)),
    () => db.dropTable(table),
  );
}

/** Where a way back was broken off, the column still stands and its foreign key is gone; its name is Sequelize's. */
async function addReference(db: QueryInterface, table: string, column: string, of: Column): Promise<void> {
  const { references, onDelete = 'RESTRICT', onUpdate = 'RESTRICT' } = of;
  if (typeof references !== 'object' || isSqlite(db.sequelize)) return;
  const { model, key: field = 'id' } = references;
  const name = `${table}_${column}_foreign_idx`;
  const target = { table: model as string, field };
  await step(
    async () => (await referencesAt(db, table, column)).length > 0,
    () =>
      db.addConstraint(table, {
        type: 'foreign key',
        fields: [column],
        name,
        references: target,
        onDelete,
        onUpdate,
      }),
  );
}

/** Adds a column. */
export async function addColumn(
  db: QueryInterface,
  table: string,
  column: string,
  definition: Column,
): Promise<void> {
  await step(
    () => hasColumn(db, table, column),
    () => db.addColumn(table, column, definition),
  );
  await addReference(db, table, column, definition);
}

/** Adds a column that is computed from others when it is read. */
export async function addGeneratedColumn(
  db: QueryInterface,
  table: string,
  column: string,
  { type, expression }: { readonly type: string; readonly expression: string },
): Promise<void> {
  await step(
    () => hasColumn(db, table, column),
    () =>
      db.sequelize.query(
        `ALTER TABLE ${table} ADD COLUMN ${column} ${type} GENERATED ALWAYS AS (${expression}) VIRTUAL`,
      ),
  );
}

/** Drops the foreign keys that begin at a column, as MySQL wants it before the column's index can go. */
export async function dropReferences(db: QueryInterface, table: string, column: string): Promise<void> {
  for (const name of await referencesAt(db, table, column)) {
    await step(
      async () => !(await referencesAt(db, table, column)).includes(name),
      () => db.removeConstraint(table, name),
    );
  }
}

/** Drops a column and, on MySQL, the foreign key that begins at it. */
export async function dropColumn(db: QueryInterface, table: string, column: string): Promise<void> {
  await dropReferences(db, table, column);
  await step(
    async () => !(await hasColumn(db, table, column)),
    // Sequelize's removeColumn would copy SQLite's table and lose what refers to it.
    () => db.sequelize.query(`ALTER TABLE ${db.quoteIdentifier(table)} DROP COLUMN ${column}`),
  );
}

/** Adds an index. */
export async function addIndex(
  db: QueryInterface,
  table: string,
  columns: readonly string[],
  options: { readonly name: string; readonly unique?: boolean; readonly type?: 'FULLTEXT' },
): Promise<void> {
  await step(
    () => hasIndex(db, table, options.name),
    () => db.addIndex(table, [...columns], { ...options }),
  );
}

/** Drops an index. */
export async function dropIndex(db: QueryInterface, table: string, name: string): Promise<void> {
  await step(
    async () => !(await hasIndex(db, table, name)),
    () => db.removeIndex(table, name),
  );
}
