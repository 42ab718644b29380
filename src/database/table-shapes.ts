import type { Cell, OwnConnection } from './own-connection.ts';

/** What a column holds, alike on every engine. */
export const CELL_KINDS = ['whole', 'number', 'flag', 'moment', 'text', 'bytes'] as const;
export type CellKind = (typeof CELL_KINDS)[number];

/** A column that is stored, as opposed to one that is worked out. */
export interface ColumnShape {
  readonly name: string;
  readonly kind: CellKind;
  /** Whether its texts are ordered byte by byte; of those that are not in the key nobody asks. */
  readonly isBinary: boolean;
}

/** A table as it stands in the database. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly ColumnShape[];
  /** Names of the columns of its primary key, in their order. */
  readonly key: readonly string[];
  /** The highest number that was ever given to a row; null: the table numbers none. */
  readonly counter: number | null;
}

/** By what a type begins with on either engine; what is none of these is text. */
const KINDS: readonly (readonly [type: RegExp, kind: CellKind])[] = [
  [/^(?:tinyint\(1\)|bool)/i, 'flag'],
  [/^(?:tiny|small|medium|big)?int/i, 'whole'],
  [/^(?:real|double|float|decimal|numeric)/i, 'number'],
  [/^(?:datetime|timestamp)/i, 'moment'],
  [/blob|binary|^bit/i, 'bytes'],
];

function kindOf(type: string): CellKind {
  return KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? 'text';
}

const text = (cell: Cell | undefined): string => String(cell ?? '');

async function embeddedTable(connection: OwnConnection, name: string, sql: string): Promise<TableShape> {
  const all = await connection.rows('SELECT name, type, hidden, pk FROM pragma_table_xinfo(?)', [name]);
  const key = all.filter(([, , , place]) => Number(place) > 0);
  const ofKey = await connection.rows(
    "SELECT x.name, x.coll FROM pragma_index_list(?) l, pragma_index_xinfo(l.name) x WHERE l.origin = 'pk' AND x.key = 1",
    [name],
  );
  const folding = new Set(ofKey.filter(([, collation]) => collation !== 'BINARY').map(([column]) => column));
  // Where no table numbers its rows, there is none of the numbers either.
  const isNumbered = /\bAUTOINCREMENT\b/i.test(sql);
  const counters = isNumbered
    ? await connection.rows('SELECT seq FROM sqlite_sequence WHERE name = ?', [name])
    : [];
  return {
    name,
    columns: all
      .filter(([, , hidden]) => Number(hidden) === 0)
      .map(([column = null, type]) => ({
        name: text(column),
        kind: kindOf(text(type)),
        isBinary: !folding.has(column),
      })),
    key: key.toSorted((one, other) => Number(one[3]) - Number(other[3])).map(([column]) => text(column)),
    counter: isNumbered ? Number(counters[0]?.[0] ?? 0) : null,
  };
}

async function embeddedTables(connection: OwnConnection): Promise<TableShape[]> {
  const all = await connection.rows(
    "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
  );
  const shapes: TableShape[] = [];
  for (const [name, sql] of all) shapes.push(await embeddedTable(connection, text(name), text(sql)));
  return shapes;
}

function columnOf([, name, type, collation]: Cell[]): ColumnShape {
  return { name: text(name), kind: kindOf(text(type)), isBinary: text(collation).endsWith('_bin') };
}

async function serverTables(connection: OwnConnection): Promise<TableShape[]> {
  const tables = await connection.rows(
    "SELECT table_name, auto_increment FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name",
  );
  const columns = await connection.rows(
    "SELECT table_name, column_name, column_type, collation_name FROM information_schema.columns WHERE table_schema = DATABASE() AND extra NOT LIKE '%GENERATED%' OR table_schema = DATABASE() AND extra LIKE '%DEFAULT_GENERATED%' ORDER BY ordinal_position",
  );
  const keys = await connection.rows(
    "SELECT table_name, column_name FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name = 'PRIMARY' ORDER BY seq_in_index",
  );
  return tables.map(([name, next]) => ({
    name: text(name),
    columns: columns.filter(([table]) => table === name).map(columnOf),
    key: keys.filter(([table]) => table === name).map(([, column]) => text(column)),
    counter: next === null || next === undefined ? null : Number(next) - 1,
  }));
}

/** Every table of the database, by name. */
export async function tableShapes(connection: OwnConnection): Promise<TableShape[]> {
  if (connection.isSqlite) return embeddedTables(connection);
  // MySQL tells counters of yesterday unless it is asked not to; MariaDB does not know the question.
  await connection.run('SET SESSION information_schema_stats_expiry = 0').catch(() => undefined);
  return serverTables(connection);
}
