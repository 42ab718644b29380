// The package has no default export in its types, yet only the default import works at run time.
// @ts-expect-error see above
import sqlite3 from '@appthreat/sqlite3';

type Callback = (error: Error | null, rows?: readonly unknown[]) => void;

/** What Sequelize asks before every query, to read dates as dates. */
const COLUMNS = /^PRAGMA table_info\(`\w+`\)$/;
const CHANGES_SCHEMA = /^\s*(ALTER|CREATE|DROP)\b/i;

/** The columns of each table as they were last told, by the statement that asks for them. */
const columns = new Map<string, readonly unknown[]>();

/**
 * A connection to the embedded database. Each waits for what another has locked instead of failing, since Sequelize opens
 * a new one for each transaction; and what Sequelize asks with every query, though only a migration changes the answer, is
 * remembered.
 */
export class EmbeddedDatabase extends sqlite3.Database {
  /** How long a statement waits, in milliseconds. */
  static patience = 0;

  declare configure: (option: 'busyTimeout', milliseconds: number) => void;

  constructor(...parameters: unknown[]) {
    super(...parameters);
    this.configure('busyTimeout', EmbeddedDatabase.patience);
  }

  all(sql: string, ...rest: unknown[]): this {
    if (!COLUMNS.test(sql)) return this.#forgetting('all', sql, rest);
    const callback = rest.at(-1) as Callback;
    const known = columns.get(sql);
    if (known !== undefined) {
      callback(null, known);
      return this;
    }
    return super.all(sql, (error: Error | null, rows: readonly unknown[]) => {
      // A table that does not exist yet has no columns, and may have some soon.
      if (error === null && rows.length > 0) columns.set(sql, rows);
      callback(error, rows);
    }) as this;
  }

  run(sql: string, ...rest: unknown[]): this {
    return this.#forgetting('run', sql, rest);
  }

  exec(sql: string, ...rest: unknown[]): this {
    return this.#forgetting('exec', sql, rest);
  }

  /** Before and after a change of the schema: what was asked meanwhile may be of either. */
  #forgetting(method: 'all' | 'run' | 'exec', sql: string, rest: unknown[]): this {
    const call = super[method] as (...parameters: unknown[]) => this;
    const callback = rest.at(-1);
    if (!CHANGES_SCHEMA.test(sql) || typeof callback !== 'function') return call.call(this, sql, ...rest);
    columns.clear();
    const done = function (this: unknown, ...results: unknown[]): unknown {
      columns.clear();
      return (callback as (...results: unknown[]) => unknown).apply(this, results);
    };
    return call.call(this, sql, ...rest.slice(0, -1), done);
  }
}

/** What Sequelize takes as its driver. */
export const embeddedDriver = { ...sqlite3, Database: EmbeddedDatabase };
