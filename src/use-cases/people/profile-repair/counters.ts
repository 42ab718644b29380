import { database, isSqlite } from '../../../database/connect.ts';
import type { Problem } from './finding.ts';
import { select } from './read-schema.ts';

function quoted(name: string): string {
  return database().getQueryInterface().quoteIdentifier(name);
}

async function highestOf(table: string): Promise<number> {
  const [row] = await select<{ highest: number | null }>(`SELECT MAX(id) AS highest FROM ${quoted(table)}`);
  return row?.highest ?? 0;
}

async function sqliteTables(): Promise<string[]> {
  const rows = await select<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' ORDER BY name",
  );
  return rows.map(({ name }) => name);
}

async function sqliteNext(table: string): Promise<number> {
  const [row] = await select<{ seq: number | null }>('SELECT seq FROM sqlite_sequence WHERE name = :table', {
    table,
  });
  return (row?.seq ?? 0) + 1;
}

function mysqlTables(): string[] {
  const models = Object.values(database().models);
  return models.filter((model) => model.getAttributes().id?.autoIncrement).map(({ tableName }) => tableName);
}

/** From SHOW CREATE TABLE, since MySQL 8 answers information_schema from statistics that may be a day old. */
async function mysqlNext(table: string): Promise<number> {
  const [row] = await select<{ 'Create Table': string }>(`SHOW CREATE TABLE ${quoted(table)}`);
  const definition = row?.['Create Table'] ?? '';
  const stated = /\) ENGINE.* AUTO_INCREMENT=(\d+)/.exec(definition)?.[1];
  const numbers = /^\s*`id` .*\bAUTO_INCREMENT\b/im.test(definition);
  return numbers ? Number(stated ?? 1) : 0;
}

/**
 * Every counter, of whatever table, that would give an id which is taken. The ids are read first: rows that come between
 * the two readings then leave the counter ahead, and never seem to have overtaken it.
 */
export async function countersBehind(): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const table of isSqlite() ? await sqliteTables() : mysqlTables()) {
    const highestId = await highestOf(table);
    const next = isSqlite() ? await sqliteNext(table) : await mysqlNext(table);
    if (next <= highestId) problems.push({ kind: 'counter_behind', table, next, highestId });
  }
  return problems;
}

/** Raises a counter above the ids that are and were taken; on MySQL this ends the transaction. */
export async function raiseCounter({
  table,
  next,
  highestId,
}: Problem & { kind: 'counter_behind' }): Promise<void> {
  const taken = Math.max(highestId, await highestOf(table));
  if (!isSqlite()) {
    const lost = next === 0 ? 'MODIFY id INTEGER NOT NULL AUTO_INCREMENT, ' : '';
    await database().query(`ALTER TABLE ${quoted(table)} ${lost}AUTO_INCREMENT = ${taken + 1}`);
    return;
  }
  const replacements = { table, taken };
  await database().query('DELETE FROM sqlite_sequence WHERE name = :table', { replacements });
  await database().query('INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :taken)', { replacements });
}
