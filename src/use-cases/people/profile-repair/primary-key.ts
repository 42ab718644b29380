import { database, isSqlite } from '../../../database/connect.ts';
import { alter } from './alter.ts';
import type { Problem } from './finding.ts';
import { select, TABLE } from './read-schema.ts';
import { rebuildTable } from './rebuild-table.ts';
import { withPrimaryKey } from './table-definition.ts';

async function keyColumns(): Promise<string[]> {
  const rows = isSqlite()
    ? await select<{ name: string }>(`SELECT name FROM pragma_table_info('${TABLE}') WHERE pk > 0`)
    : await select<{ name: string }>(
        `SELECT COLUMN_NAME AS name FROM information_schema.STATISTICS
         WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '${TABLE}' AND INDEX_NAME = 'PRIMARY'`,
      );
  return rows.map(({ name }) => name);
}

/** Whether profiles are no longer told apart by their id. */
export async function lostPrimaryKey(): Promise<Problem[]> {
  const columns = await keyColumns();
  return columns.length === 1 && columns[0] === 'id' ? [] : [{ kind: 'missing_primary_key' }];
}

/** Makes the id the primary key again, and numbers new rows by it. */
export async function restorePrimaryKey(): Promise<void> {
  await alter('The primary key', async () => {
    if (isSqlite()) return rebuildTable(TABLE, withPrimaryKey);
    const drop = (await keyColumns()).length > 0 ? 'DROP PRIMARY KEY, ' : '';
    // In one statement: a number that counts up has to be a key at every moment.
    await database().query(
      `ALTER TABLE ${TABLE} ${drop}MODIFY id INTEGER NOT NULL AUTO_INCREMENT, ADD PRIMARY KEY (id)`,
    );
  });
}
