import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../../database/connect.ts';
import type { Problem } from './finding.ts';

interface Counter {
  readonly table: string;
  readonly column: string;
  /** The id that the next row would get, at the earliest. */
  readonly next: number;
}

function quoted(name: string): string {
  return database().getQueryInterface().quoteIdentifier(name);
}

function select<Row extends object>(sql: string): Promise<Row[]> {
  return database().query<Row>(sql, { type: QueryTypes.SELECT });
}

async function sqliteCounters(): Promise<Counter[]> {
  const rows = await select<{ name: string; seq: number | null }>(
    `SELECT m.name AS name, s.seq AS seq FROM sqlite_master m LEFT JOIN sqlite_sequence s ON s.name = m.name
     WHERE m.type = 'table' AND m.sql LIKE '%AUTOINCREMENT%' ORDER BY m.name`,
  );
  return rows.map(({ name, seq }) => ({ table: name, column: 'id', next: (seq ?? 0) + 1 }));
}

/** From SHOW CREATE TABLE, since MySQL 8 answers information_schema from statistics that may be a day old. */
async function mysqlCounters(): Promise<Counter[]> {
  const columns = await select<{ tableName: string; columnName: string }>(
    `SELECT TABLE_NAME AS tableName, COLUMN_NAME AS columnName FROM information_schema.COLUMNS
     WHERE TABLE_SCHEMA = DATABASE() AND EXTRA LIKE '%auto_increment%' ORDER BY TABLE_NAME`,
  );
  const counters: Counter[] = [];
  for (const { tableName, columnName } of columns) {
    const [row] = await select<{ 'Create Table': string }>(`SHOW CREATE TABLE ${quoted(tableName)}`);
    const stated = /\bAUTO_INCREMENT=(\d+)/.exec(row?.['Create Table'] ?? '')?.[1];
    counters.push({ table: tableName, column: columnName, next: Number(stated ?? 1) });
  }
  return counters;
}

async function highest(table: string, column: string): Promise<number> {
  const [row] = await select<{ highest: number | null }>(
    `SELECT MAX(${quoted(column)}) AS highest FROM ${quoted(table)}`,
  );
  return row?.highest ?? 0;
}

/** Every counter, of whatever table, that would give an id which is taken. */
export async function countersBehind(): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { table, column, next } of isSqlite() ? await sqliteCounters() : await mysqlCounters()) {
    const highestId = await highest(table, column);
    if (next <= highestId) problems.push({ kind: 'counter_behind', table, next, highestId });
  }
  return problems;
}

/** Raises a counter above the ids that are and were taken; on MySQL this ends the transaction. */
export async function raiseCounter({
  table,
  highestId,
}: Problem & { kind: 'counter_behind' }): Promise<void> {
  const taken = Math.max(highestId, await highest(table, 'id'));
  if (!isSqlite()) {
    await database().query(`ALTER TABLE ${quoted(table)} AUTO_INCREMENT = ${taken + 1}`);
    return;
  }
  const replacements = { table, taken };
  await database().query('DELETE FROM sqlite_sequence WHERE name = :table', { replacements });
  await database().query('INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :taken)', { replacements });
}
