import { database, isSqlite } from '../../../database/connect.ts';
import type { Problem } from './finding.ts';
import { select } from './read-schema.ts';

interface Counter {
  readonly table: string;
  /** The id that the next row would get, at the earliest; 0 where the table does not number its rows at all. */
  readonly next: number;
}

function quoted(name: string): string {
  return database().getQueryInterface().quoteIdentifier(name);
}

async function sqliteCounters(): Promise<Counter[]> {
  const rows = await select<{ name: string; seq: number | null }>(
    `SELECT m.name AS name, s.seq AS seq FROM sqlite_master m LEFT JOIN sqlite_sequence s ON s.name = m.name
     WHERE m.type = 'table' AND m.sql LIKE '%AUTOINCREMENT%' ORDER BY m.name`,
  );
  return rows.map(({ name, seq }) => ({ table: name, next: (seq ?? 0) + 1 }));
}

/** From SHOW CREATE TABLE, since MySQL 8 answers information_schema from statistics that may be a day old. */
async function mysqlCounters(): Promise<Counter[]> {
  const numbered = Object.values(database().models).filter(
    (model) => model.getAttributes().id?.autoIncrement,
  );
  const counters: Counter[] = [];
  for (const { tableName } of numbered) {
    const [row] = await select<{ 'Create Table': string }>(`SHOW CREATE TABLE ${quoted(tableName)}`);
    const definition = row?.['Create Table'] ?? '';
    const stated = /\) ENGINE.* AUTO_INCREMENT=(\d+)/.exec(definition)?.[1];
    const numbers = /^\s*`id` .*\bAUTO_INCREMENT\b/im.test(definition);
    counters.push({ table: tableName, next: numbers ? Number(stated ?? 1) : 0 });
  }
  return counters;
}

async function highestOf(table: string): Promise<number> {
  const [row] = await select<{ highest: number | null }>(`SELECT MAX(id) AS highest FROM ${quoted(table)}`);
  return row?.highest ?? 0;
}

/** Every counter, of whatever table, that would give an id which is taken. */
export async function countersBehind(): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { table, next } of isSqlite() ? await sqliteCounters() : await mysqlCounters()) {
    const highestId = await highestOf(table);
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
