import { QueryTypes } from 'sequelize';
import { database, isSqlite } from './connect.ts';
import { makeHistories, migrateTo } from './migrator.ts';
import { openOwnConnection, type OwnConnection } from './own-connection.ts';
import { RESTORING } from './schema-state.ts';
import { tableShapes, type TableShape } from './table-shapes.ts';
import { inTransaction } from './transaction.ts';

/** What stays when everything else goes: the histories and the lock. */
const KEPT = new Set(['migrations', 'seeds', 'schema_lock']);
/** Of SQLite, in KB: most of what is written at once, with its indexes. */
const CACHE_KB = 32 * 1024;
/** Rows go in as they were: with their numbers, 0 included, and before those that they refer to. */
const AS_THEY_WERE = [
  "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO'",
  'SET SESSION foreign_key_checks = 0',
];

/** Does `work` with a connection that takes rows in any order. */
export async function withOpenTables<T>(work: (connection: OwnConnection) => Promise<T>): Promise<T> {
  const connection = await openOwnConnection();
  const settings = connection.isSqlite
    ? ['PRAGMA foreign_keys = OFF', `PRAGMA cache_size = -${CACHE_KB}`]
    : AS_THEY_WERE;
  try {
    for (const sql of settings) await connection.run(sql);
    return await work(connection);
  } finally {
    await connection.close();
  }
}

async function setMark(): Promise<void> {
  await inTransaction(() =>
    database().query(`DELETE FROM migrations WHERE name = '${RESTORING}'`, { type: QueryTypes.DELETE }),
  );
  await inTransaction(() => database().query(`INSERT INTO migrations (name) VALUES ('${RESTORING}')`));
}

async function dropTables(connection: OwnConnection): Promise<void> {
  for (const { name } of await tableShapes(connection)) {
    if (!KEPT.has(name)) await connection.run(`DROP TABLE \`${name}\``);
  }
  await connection.run('DELETE FROM seeds');
  await connection.run(`DELETE FROM migrations WHERE name <> '${RESTORING}'`);
}

/**
 * Makes the tables as they were after these migrations, without rows, in place of all that are there. From its first step
 * to `endRestore` the history says that the database is not whole, and everybody refuses it; it can be begun again.
 */
export async function beginRestore(names: readonly string[]): Promise<readonly TableShape[]> {
  await makeHistories();
  await setMark();
  await withOpenTables(dropTables);
  await migrateTo(names);
  return withOpenTables(async (connection) => {
    const tables = await tableShapes(connection);
    for (const { name } of tables) {
      if (name !== 'migrations' && name !== 'schema_lock') await connection.run(`DELETE FROM \`${name}\``);
    }
    return tables;
  });
}

/** Gives a table the highest number that it ever gave to a row, so that none is given twice. */
export async function setCounter(connection: OwnConnection, table: string, counter: number): Promise<void> {
  if (!connection.isSqlite) {
    await connection.run(`ALTER TABLE \`${table}\` AUTO_INCREMENT = ${counter + 1}`);
    return;
  }
  await connection.run('DELETE FROM sqlite_sequence WHERE name = ?', [table]);
  await connection.run('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', [table, counter]);
}

/** Says that the database is whole. */
export async function endRestore(): Promise<void> {
  // Statements find their ways by what is known of the rows.
  if (isSqlite()) await database().query('PRAGMA optimize');
  await inTransaction(() =>
    database().query(`DELETE FROM migrations WHERE name = '${RESTORING}'`, { type: QueryTypes.DELETE }),
  );
}
