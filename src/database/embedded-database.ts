// The package has no default export in its types, yet only the default import works at run time.
// @ts-expect-error see above
import sqlite3 from '@appthreat/sqlite3';

type Callback = (error: Error | null, rows?: readonly unknown[]) => void;

/** A statement that is read once and run often. */
interface Prepared {
  all(values: readonly unknown[], done: Callback): void;
  run(values: readonly unknown[], done: Callback): void;
  finalize(): void;
}

/** What Sequelize asks before every query, to read dates as dates. */
const COLUMNS = /^PRAGMA table_info\(`\w+`\)$/;
const CHANGES_SCHEMA = /^\s*(ALTER|CREATE|DROP)\b/i;

/** What Sequelize says to each connection. */
const GUARDS = 'PRAGMA FOREIGN_KEYS=ON';
/** What it says last to one whose transaction went well. */
const COMMITS = 'COMMIT;';
/** A NUL ends a statement. Texts that are written out in one are the only place for it, so it is put there as a character. */
const NUL = "'||char(0)||'";
/** Most statements that a connection keeps prepared. */
const MOST_PREPARED = 200;

/** The columns of each table as they were last told, by the statement that asks for them. */
const columns = new Map<string, readonly unknown[]>();

/** The connection of the last transaction, for the next one: for each that is opened SQLite reads the whole schema. */
let kept: EmbeddedDatabase | undefined;

function keep(connection: EmbeddedDatabase): void {
  kept = connection;
}

/**
 * A connection to the embedded database. Each waits for what another has locked instead of failing, since Sequelize opens
 * a new one for each transaction; and what Sequelize asks with every query, though only a migration changes the answer, is
 * remembered.
 */
export class EmbeddedDatabase extends sqlite3.Database {
  /** How long a statement waits, in milliseconds. */
  static patience = 0;

  declare configure: (option: 'busyTimeout', milliseconds: number) => void;
  declare readonly filename: string;
  declare serialize: (work: () => void) => void;
  readonly #prepared = new Map<string, Prepared>();
  #isGuarded = false;
  #isCommitted = false;

  constructor(...parameters: unknown[]) {
    super(...parameters);
    this.configure('busyTimeout', EmbeddedDatabase.patience);
  }

  all(sql: string, ...rest: unknown[]): this {
    this.#isCommitted = sql === COMMITS;
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
    if (sql !== GUARDS) return this.#forgetting('run', sql, rest);
    if (this.#isGuarded) return this;
    this.#isGuarded = true;
    return super.run(sql, ...rest) as this;
  }

  /** Runs a statement that is kept prepared for whoever sends the same on this connection next. */
  repeat(method: 'all' | 'run', sql: string, values: readonly unknown[], done: Callback): void {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known[method](values, done);
    const statement = new sqlite3.Statement(this, sql, (error: Error | null) => {
      if (error !== null) return done(error);
      if (this.#prepared.size >= MOST_PREPARED) this.#forgetPrepared();
      this.#prepared.get(sql)?.finalize();
      this.#prepared.set(sql, statement);
      statement[method](values, done);
    }) as Prepared;
  }

  #forgetPrepared(): void {
    for (const statement of this.#prepared.values()) statement.finalize();
    this.#prepared.clear();
  }

  /**
   * Whoever does not wait for the end is Sequelize after a transaction, and opens the next one soon. What went wrong may
   * lie in the connection: one that was opened while the disk took no writes takes none later.
   */
  close(done?: (error: Error | null) => void): void {
    if (done === undefined && this.#isCommitted && kept === undefined) return keep(this);
    if (kept === this) kept = undefined;
    this.#forgetPrepared();
    // It takes a callback or nothing, and undefined for neither.
    super.close(...(done === undefined ? [] : [done]));
  }

  exec(sql: string, ...rest: unknown[]): this {
    return this.#forgetting('exec', sql, rest);
  }

  /** Before and after a change of the schema: what was asked meanwhile may be of either. */
  #forgetting(method: 'all' | 'run' | 'exec', written: string, rest: unknown[]): this {
    const sql = written.replaceAll('\0', NUL);
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

/** Closes the connection that waits for the next transaction, if there is one. */
export async function closeKept(): Promise<void> {
  const last = kept;
  if (last === undefined) return;
  await new Promise<void>((resolve, reject) => {
    last.close((error) => (error === null ? resolve() : reject(error)));
  });
}

/** Opens a connection, or hands out the one that is kept. */
function connect(path: string, mode: number, done: Callback): EmbeddedDatabase {
  const last = kept;
  if (last?.filename !== path) return new EmbeddedDatabase(path, mode, done);
  kept = undefined;
  last.configure('busyTimeout', EmbeddedDatabase.patience);
  // Sequelize notes down first what it gets.
  queueMicrotask(() => done(null));
  return last;
}

/** What Sequelize takes as its driver. */
export const embeddedDriver = { ...sqlite3, Database: connect };
