import { QueryTypes, type QueryInterface } from 'sequelize';
import { ConflictError } from '../errors.ts';
import { lookOf } from './look-alike.ts';
import { sortKey } from './sort-key.ts';
import { plainLetters, textKey } from './text-key.ts';

/** A column of text whose key stands in a column beside it. */
export interface KeyedColumn {
  readonly table: string;
  readonly column: string;
  /** What the rows are called where two of them are the same; undefined: they may be. */
  readonly unique?: string;
  /** Letters of other widths and forms are the letters they look like. */
  readonly plain?: boolean;
}

interface Row {
  readonly id: number;
  readonly text: string | null;
  readonly stored: string | null;
  readonly key: string | null;
}

/** How many rows one statement fills. */
const BATCH = 200;

function keyOf({ plain = false }: KeyedColumn, text: string | null): string | null {
  if (text === null) return null;
  // A text of nothing but blanks is no name, and any number of rows may have none.
  return textKey(plain ? plainLetters(text) : text) || null;
}

async function read(
  db: QueryInterface,
  { table, column }: KeyedColumn,
  beside: string,
  keyFor: (text: string | null) => string | null,
): Promise<Row[]> {
  const rows = await db.sequelize.query<Omit<Row, 'key'>>(
    `SELECT id, ${db.quoteIdentifier(column)} AS text, ${db.quoteIdentifier(beside)} AS stored FROM ${db.quoteIdentifier(table)} ORDER BY id`,
    { type: QueryTypes.SELECT },
  );
  return rows.map((row) => ({ ...row, key: keyFor(row.text) }));
}

function clashesIn({ table, column, unique }: KeyedColumn, rows: readonly Row[]): string[] {
  if (unique === undefined) return [];
  const byKey = new Map<string, Row[]>();
  for (const row of rows) if (row.key !== null) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
  return [...byKey.values()]
    .filter((same) => same.length > 1)
    .map((same) => {
      const named = same.map(({ id, text }) => `${JSON.stringify(text)} (id ${id})`).join(', ');
      return `  ${unique}, column ${column} of ${table}: ${named}`;
    });
}

async function write(db: QueryInterface, table: string, beside: string, rows: readonly Row[]): Promise<void> {
  const stale = rows.filter(({ key, stored }) => key !== stored);
  for (let start = 0; start < stale.length; start += BATCH) {
    const batch = stale.slice(start, start + BATCH);
    await db.sequelize.query(
      `UPDATE ${db.quoteIdentifier(table)} SET ${db.quoteIdentifier(beside)} = CASE id ${batch.map(() => 'WHEN ? THEN ?').join(' ')} END WHERE id IN (?)`,
      { replacements: [...batch.flatMap(({ id, key }) => [id, key]), batch.map(({ id }) => id)] },
    );
  }
}

const foldedBeside = ({ column }: KeyedColumn) => `${column}_folded`;

/**
 * Fills in the keys of all rows; run again, it goes on where it was.
 *
 * @throws ConflictError that lists which rows are the same now and may not be; nothing is written then.
 */
export async function fillKeys(db: QueryInterface, columns: readonly KeyedColumn[]): Promise<void> {
  const found = [];
  for (const keyed of columns) {
    const rows = await read(db, keyed, foldedBeside(keyed), (text) => keyOf(keyed, text));
    found.push({ keyed, rows });
  }
  const clashes = found.flatMap(({ keyed, rows }) => clashesIn(keyed, rows));
  if (clashes.length > 0) {
    throw new ConflictError(
      [
        'Some names are the same now that letter case, white space and invisible characters do not tell names apart, on every database alike:',
        ...clashes,
        'Nothing was changed. Give all but one of each another name, with the version that ran before or by a statement such as',
        "  UPDATE departments SET name = 'Another name' WHERE id = 7",
        'and migrate again.',
      ].join('\n'),
    );
  }
  for (const { keyed, rows } of found) await write(db, keyed.table, foldedBeside(keyed), rows);
}

/** Fills in what usernames look like; run again, it goes on where it was. */
export async function fillLooks(db: QueryInterface): Promise<void> {
  const beside = 'username_look';
  const look = (text: string | null) => (text === null ? null : lookOf(text));
  const rows = await read(db, { table: 'users', column: 'username' }, beside, look);
  await write(db, 'users', beside, rows);
}

/** Fills in what the rows of a table are sorted by in place of a text; run again, it goes on where it was. */
export async function fillSortKeys(
  db: QueryInterface,
  { table, column }: Pick<KeyedColumn, 'table' | 'column'>,
): Promise<void> {
  const beside = `${column}_sorted`;
  const rows = await read(db, { table, column }, beside, (text) => sortKey(text ?? '') || null);
  await write(db, table, beside, rows);
}

interface CalledRow {
  readonly id: number;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly stored: string | null;
}

/** Fills in what people are sorted by as they are called; run again, it goes on where it was. */
export async function fillPeopleOrder(db: QueryInterface, beside: string): Promise<void> {
  const people = await db.sequelize.query<CalledRow>(
    `SELECT id, username, first_name AS firstName, last_name AS lastName, ${beside} AS stored FROM users ORDER BY id`,
    { type: QueryTypes.SELECT },
  );
  const rows = people.map(({ id, username, firstName, lastName, stored }) => {
    const text = `${firstName} ${lastName}`.trim() || username;
    return { id, text, stored, key: sortKey(text) };
  });
  await write(db, 'users', beside, rows);
}
