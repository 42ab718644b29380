import { storedCell, type WrittenCell } from './cells.ts';
import type { Cell, OwnConnection } from './own-connection.ts';
import type { TableShape } from './table-shapes.ts';

/** Most values of one statement, and most characters of them: servers take some megabytes. */
const MOST_VALUES = 4000;
const MOST_LENGTH = 500_000;
/** Rows after which they are committed. */
const COMMIT_ROWS = 50_000;

type Columns = Pick<TableShape, 'name' | 'columns'>;

function lengthOf(row: readonly WrittenCell[]): number {
  let length = 0;
  for (const cell of row) {
    if (typeof cell === 'string') length += cell.length;
    else if (typeof cell === 'object' && cell !== null) length += cell.base64.length;
  }
  return length;
}

/** A driver's error with the table that it is about. */
function told(error: unknown, table: string): Error {
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return new Error(`rows of the table ${table} were not taken: ${reason}`, { cause: error });
}

/** Puts rows into one table by few statements, committed from time to time; whoever begins it ends it. */
export class RowLoader {
  readonly #connection: OwnConnection;
  readonly #table: Columns;
  readonly #head: string;
  readonly #places: string;
  readonly #mostRows: number;
  #values: Cell[] = [];
  #waiting = 0;
  #length = 0;
  #sinceCommit = 0;
  /** Rows that were taken so far. */
  rows = 0;

  constructor(connection: OwnConnection, table: Columns) {
    this.#connection = connection;
    this.#table = table;
    const names = table.columns.map(({ name }) => `\`${name}\``);
    this.#head = `INSERT INTO \`${table.name}\` (${names.join(', ')}) VALUES `;
    this.#places = `(${names.map(() => '?').join(', ')})`;
    this.#mostRows = Math.max(1, Math.floor(MOST_VALUES / names.length));
  }

  async add(row: readonly WrittenCell[]): Promise<void> {
    const { isSqlite } = this.#connection;
    const { columns } = this.#table;
    for (const [place, cell] of row.entries())
      this.#values.push(storedCell(cell, columns[place]?.kind ?? 'text', isSqlite));
    this.#waiting += 1;
    this.#length += lengthOf(row);
    if (this.#waiting >= this.#mostRows || this.#length > MOST_LENGTH) await this.#insert();
  }

  async #insert(): Promise<void> {
    if (this.#waiting === 0) return;
    const places = Array.from({ length: this.#waiting }, () => this.#places).join(', ');
    try {
      if (this.#sinceCommit === 0) await this.#connection.run('BEGIN');
      await this.#connection.run(this.#head + places, this.#values);
    } catch (error) {
      throw told(error, this.#table.name);
    }
    this.rows += this.#waiting;
    this.#sinceCommit += this.#waiting;
    this.#values = [];
    this.#waiting = 0;
    this.#length = 0;
    if (this.#sinceCommit >= COMMIT_ROWS) await this.#commit();
  }

  async #commit(): Promise<void> {
    if (this.#sinceCommit === 0) return;
    await this.#connection.run('COMMIT');
    this.#sinceCommit = 0;
  }

  /** Writes what is left; returns how many rows there were. */
  async end(): Promise<number> {
    await this.#insert();
    await this.#commit();
    return this.rows;
  }
}
