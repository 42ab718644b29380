import { database, isSqlite } from '../../src/database/connect.ts';
import { byHand } from './journal-watch.ts';
import { foreignKeys, select } from './schema.ts';

type Values = Readonly<Record<string, string | number>>;

let serial = 1000;

/** What columns take whose values mean something to those who read them. */
const MEANING: Readonly<Record<string, Values>> = {
  calendars: { hours: '["09:00-18:00","","","","","",""]', time_zone: 'UTC' },
  statuses: { category: 'open' },
  complaints: { urgency: 'low' },
  webhooks: { events: 'complaint.filed', url: 'https://example.com/' },
};

interface Column {
  readonly name: string;
  readonly type: string;
  /** It has a value by itself, or needs none. */
  readonly isFilled: number;
}

function columnsOf(table: string): Promise<Column[]> {
  return select<Column>(
    isSqlite()
      ? `SELECT name, type, "notnull" = 0 OR dflt_value IS NOT NULL AS isFilled FROM pragma_table_info('${table}')`
      : `SELECT COLUMN_NAME AS name, DATA_TYPE AS type, (IS_NULLABLE = 'YES' OR COLUMN_DEFAULT IS NOT NULL OR EXTRA LIKE '%auto_increment%') AS isFilled
         FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '${table}' AND GENERATION_EXPRESSION IS NULL`,
  );
}

function made(name: string, type: string): string | number {
  if (name === 'storage_key') return String((serial += 1)).padStart(32, '0');
  if (/JSON|LONGTEXT/i.test(type)) return '{}';
  if (/DATE|TIME/i.test(type)) return '2026-01-05 10:00:00.000';
  return /INT|DECIMAL|REAL|DOUBLE/i.test(type) ? (serial += 1) : `x${(serial += 1).toString(36)}`;
}

/** A row of any table with whatever its columns take, and rows of others that it has to refer to. Returns its id, if it has one. */
export async function anyRow(table: string, given: Values = {}): Promise<number> {
  const columns = await columnsOf(table);
  const parents = new Map(
    (await foreignKeys()).filter((key) => key.table === table).map(({ column, target }) => [column, target]),
  );
  const values: Record<string, string | number> = { ...MEANING[table], ...given };
  for (const { name, type, isFilled } of columns) {
    const isLeft = name === 'id' ? !parents.has('id') : isFilled === 1;
    if (name in values || isLeft) continue;
    const parent = parents.get(name);
    values[name] = parent === undefined ? made(name, type) : await anyRow(parent);
  }
  const names = Object.keys(values).map((name) => `\`${name}\``);
  const places = names.map(() => '?').join(', ');
  const replacements = Object.values(values);
  const sql = `INSERT INTO \`${table}\` (${names.join(', ')}) VALUES (${places})`;
  await byHand(() => database().query(sql, { replacements }));
  if (!columns.some(({ name }) => name === 'id')) return 0;
  const [row] = await select<{ id: number }>(`SELECT MAX(id) AS id FROM \`${table}\``);
  return Number(row?.id);
}
