import { openForeignDatabase, type ForeignDatabase } from '../../database/foreign-database.ts';
import { AppError } from '../../errors.ts';
import { messageOf } from '../../log-error.ts';
import { idIn, type SourceRow } from './clean.ts';

/** The old portal's database cannot be read, or is none. */
export class SourceError extends AppError {
  constructor(message: string) {
    super('source', 400, message);
  }
}

/** Tables without which there is nothing to move. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  auth_user: ['id', 'username', 'password'],
  auth_group: ['id', 'name'],
  auth_user_groups: ['user_id', 'group_id'],
  core_department: ['id', 'name'],
  core_userprofile: ['id', 'user_id'],
};
/** What others need to be read at all, where they exist. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  complaints_complaint: ['id', 'user_id', 'status_id', 'title', 'description'],
  complaints_status: ['id', 'name'],
  complaints_complainttype: ['id', 'name'],
};

/** The old portal as it is at one moment. */
export interface Source {
  /** Without user and password. */
  readonly name: string;
  /** Names of all tables. */
  readonly tables: readonly string[];
  has(table: string): boolean;
  count(table: string): Promise<number>;
  highestId(table: string): Promise<number>;
  /** All rows of a table, by their ids. */
  all(table: string): Promise<SourceRow[]>;
  /** The next rows of a table, by their ids. */
  after(table: string, id: number, most: number): Promise<SourceRow[]>;
  /** Rows that name one of these ids. */
  naming(table: string, column: string, ids: readonly number[]): Promise<SourceRow[]>;
  /** The values of a column that name no row of another table, with the ids of the rows. */
  orphans(table: string, column: string, of: string): Promise<{ id: number; names: number | undefined }[]>;
  close(): void;
}

interface Column {
  readonly table: string;
  readonly column: string;
}

type Columns = ReadonlyMap<string, ReadonlySet<string>>;

async function readColumns(database: ForeignDatabase): Promise<Columns> {
  const rows = await database.select<Column>(
    'SELECT TABLE_NAME AS `table`, COLUMN_NAME AS `column` FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()',
  );
  const columns = new Map<string, Set<string>>();
  for (const { table, column } of rows)
    columns.set(table, (columns.get(table) ?? new Set<string>()).add(column.toLowerCase()));
  return columns;
}

/** Names everything that is missing, at once. */
function requireTables(columns: Columns, name: string): void {
  const faults: string[] = [];
  for (const [table, needed] of Object.entries({ ...REQUIRED, ...NEEDED })) {
    const present = columns.get(table);
    if (present === undefined && table in REQUIRED) faults.push(`there is no table ${table}`);
    const missing = present === undefined ? [] : needed.filter((column) => !present.has(column));
    faults.push(...missing.map((column) => `${table} has no column ${column}`));
  }
  if (faults.length > 0)
    throw new SourceError(`${name} is not the database of the old portal: ${faults.join('; ')}.`);
}

/** What the tables are read by. Names of tables and columns are those that the server told, or the program's own. */
function reader(database: ForeignDatabase, name: string, columns: Columns): Source {
  const has = (table: string): boolean => columns.has(table);
  const key = (table: string): string => (columns.get(table)?.has('id') === true ? 'id' : '1');
  const numbers = (sql: string) => database.select<{ n: number | string | null }>(sql);
  return {
    name,
    tables: [...columns.keys()].toSorted(),
    has,
    count: async (table) => Number((await numbers(`SELECT COUNT(*) AS n FROM \`${table}\``))[0]?.n ?? 0),
    highestId: async (table) =>
      has(table) ? Number((await numbers(`SELECT MAX(id) AS n FROM \`${table}\``))[0]?.n ?? 0) : 0,
    all: (table) => database.select(`SELECT * FROM \`${table}\` ORDER BY ${key(table)}`),
    after: (table, id, most) =>
      database.select(`SELECT * FROM \`${table}\` WHERE id > ? ORDER BY id LIMIT ${most}`, [id]),
    naming: async (table, column, ids) => {
      if (!has(table) || ids.length === 0) return [];
      const sql = `SELECT * FROM \`${table}\` WHERE \`${column}\` IN (${ids.map(Math.trunc).join(', ')}) ORDER BY id`;
      return database.select(sql);
    },
    orphans: async (table, column, of) => {
      if (!has(table)) return [];
      const sql = `SELECT t.id, t.\`${column}\` AS names FROM \`${table}\` t LEFT JOIN \`${of}\` o ON o.id = t.\`${column}\` WHERE o.id IS NULL`;
      const rows = await database.select<SourceRow>(sql);
      return rows.map((row) => ({ id: Number(row.id), names: idIn(row, 'names') }));
    },
    close: () => database.close(),
  };
}

/** How a server is asked for encryption: nothing, `?tls=required`, or the certificates that it is checked by. */
export interface SourceAddress {
  readonly url: string;
  readonly tls?: { readonly ca?: string } | undefined;
}

async function open({ url, tls }: SourceAddress, name: string): Promise<ForeignDatabase> {
  try {
    return await openForeignDatabase({ databaseUrl: url, databaseTls: tls });
  } catch (error) {
    throw new SourceError(`${name} cannot be opened: ${messageOf(error)}`);
  }
}

/**
 * Opens the old portal's database for reading alone.
 *
 * @throws SourceError when it cannot be opened, or is not the one of the old portal.
 */
export async function openSource(address: SourceAddress): Promise<Source> {
  const { host, pathname } = new URL(address.url);
  const name = `The database ${decodeURIComponent(pathname.slice(1))} on ${host}`;
  const database = await open(address, name);
  try {
    const columns = await readColumns(database);
    requireTables(columns, name);
    return reader(database, name, columns);
  } catch (error) {
    database.close();
    throw error;
  }
}
