import { database, isSqlite } from '../../../database/connect.ts';
import { alter } from './alter.ts';
import type { Problem } from './finding.ts';
import { select } from './read-schema.ts';

/** Tables of the portal in an engine without transactions and foreign keys, as servers once made them by default. */
export async function wrongEngines(): Promise<Problem[]> {
  if (isSqlite()) return [];
  const tables = Object.values(database().models).map(({ tableName }) => tableName);
  const rows = await select<{ name: string; engine: string }>(
    `SELECT TABLE_NAME AS name, ENGINE AS engine FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN (:tables) AND ENGINE <> 'InnoDB' ORDER BY TABLE_NAME`,
    { tables },
  );
  return rows.map(({ name: table, engine }) => ({ kind: 'wrong_engine', table, engine }));
}

/** Moves a table to the engine that keeps transactions and foreign keys. */
export async function moveToInnodb({ table }: Problem & { kind: 'wrong_engine' }): Promise<void> {
  const name = database().getQueryInterface().quoteIdentifier(table);
  await alter(`The engine of ${table}`, () => database().query(`ALTER TABLE ${name} ENGINE = InnoDB`));
}
