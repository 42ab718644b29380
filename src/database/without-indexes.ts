import type { OwnConnection } from './own-connection.ts';

/** An index beside the key: how it is taken away, and the words that make it again. */
interface SideIndex {
  readonly drop: string;
  readonly create: string;
}

/** Rows from which on it is quicker to make the indexes of a table from all of them at once than with each. */
const MANY_ROWS = 20_000;

async function ofFile(connection: OwnConnection, table: string): Promise<SideIndex[]> {
  // Those that belong to the table's own definition have no words of their own.
  const found = await connection.rows(
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
    [table],
  );
  return found.map(([name, sql]) => ({ drop: `DROP INDEX \`${String(name)}\``, create: String(sql) }));
}

/** Those that no reference to another table leans on: the server keeps the others. */
async function ofServer(connection: OwnConnection, table: string): Promise<SideIndex[]> {
  const [shown] = await connection.rows(`SHOW CREATE TABLE \`${table}\``);
  const definition = String(shown?.[1]);
  const referring = new Set(
    [...definition.matchAll(/FOREIGN KEY \(`([^`]+)`/g)].map(([, column = '']) => column),
  );
  return [...definition.matchAll(/^ +((?:UNIQUE )?KEY `([^`]+)` \(`([^`]+)`.*?),?$/gm)].flatMap(
    ([, index = '', name = '', column = '']) =>
      referring.has(column)
        ? []
        : [
            {
              drop: `ALTER TABLE \`${table}\` DROP INDEX \`${name}\``,
              create: `ALTER TABLE \`${table}\` ADD ${index}`,
            },
          ],
  );
}

/**
 * Does `work`, which puts so many rows into a table, without what else has to be kept in order with each row. The indexes are
 * gone when it fails: whoever calls makes the table anew then.
 */
export async function withoutIndexes(
  connection: OwnConnection,
  { name, rows }: { readonly name: string; readonly rows: number },
  work: () => Promise<void>,
): Promise<void> {
  if (rows < MANY_ROWS) return work();
  const indexes = await (connection.isSqlite ? ofFile : ofServer)(connection, name);
  for (const { drop } of indexes) await connection.run(drop);
  await work();
  for (const { create } of indexes) await connection.run(create);
}
