/** What a log line says of an error. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly status?: unknown;
  readonly syscall?: unknown;
  readonly path?: unknown;
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
}

/** How deep causes are followed, and how many of several errors are told. */
const MOST = 5;
const FROM_DATABASE = /^(SQLITE_|ER_|WARN_|HA_ERR_)/;
/** Words after which a quoted word is a name of ours, and no value. */
const NAMED = /\b(key|column|table|field|constraint|index|database|procedure|function)\s*$/i;

function insideOf(error: Error): Error[] {
  const { cause, original } = error as { cause?: unknown; original?: unknown };
  return [cause, original].filter((inner) => inner instanceof Error);
}

/** Whether a driver of a database had a say in this error. */
function isFromDatabase(error: Error, depth = 0): boolean {
  const { code, sql, sqlMessage } = error as { code?: unknown; sql?: unknown; sqlMessage?: unknown };
  if (typeof sql === 'string' || typeof sqlMessage === 'string') return true;
  if (typeof code === 'string' && FROM_DATABASE.test(code)) return true;
  return depth < MOST && insideOf(error).some((inner) => isFromDatabase(inner, depth + 1));
}

/** A database's message without the values that it quotes; names of columns, tables and keys stay. */
function withoutValues(message: string): string {
  const duplicate = /Duplicate entry '[\s\S]*' for key ('[^']*')$/.exec(message);
  if (duplicate !== null)
    return `${message.slice(0, duplicate.index)}Duplicate entry for key ${duplicate[1]}`;
  // What follows these words may have quotes itself.
  const short = message.replace(/\b(near|value:?) ['"][\s\S]*['"]/i, '$1 [removed]');
  return short.replaceAll(/'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"/g, (quoted, at: number) =>
    NAMED.test(short.slice(0, at)) && /^['"][\w.]+['"]$/.test(quoted) ? quoted : '[removed]',
  );
}

/** An error's message, without the values that a database may have put into it. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return isFromDatabase(error) ? withoutValues(error.message) : error.message;
}

/** Texts and numbers in SQL; only MySQL lets a backslash stand before what would end a text. */
const LITERALS = {
  mysql: /'(?:[^'\\]|\\[\s\S]|'')*'|\b\d+(?:\.\d+)?\b/g,
  sqlite: /'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b/g,
};

/** SQL without the texts and numbers in it. */
export function withoutLiterals(sql: string, dialect: 'sqlite' | 'mysql'): string {
  return sql.replaceAll(LITERALS[dialect], '?');
}

function describe(error: Error, depth: number): LoggedError {
  const { code, errno, status, syscall, path } = error as Partial<LoggedError>;
  const message = messageOf(error);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const inner = depth < MOST ? insideOf(error)[0] : undefined;
  const several = error instanceof AggregateError ? (error.errors as unknown[]).slice(0, MOST) : [];
  const errors = several.filter((one) => one instanceof Error).map((one) => describe(one, MOST));
  return {
    type: error.name,
    message,
    stack: [`${error.name}: ${message}`, ...frames].join('\n'),
    ...Object.fromEntries(
      Object.entries({ code, errno, status, syscall, path }).filter(([, value]) => value !== undefined),
    ),
    ...(inner === undefined ? {} : { cause: describe(inner, depth + 1) }),
    ...(errors.length === 0 ? {} : { errors }),
  };
}

/**
 * What the log keeps of an error: what it is, where it came from and what caused it, named one by one. Errors of the
 * database carry their SQL with all values in it, in several properties and in their messages.
 */
export function logError(error: unknown): unknown {
  // pino-http has described it already, and hands over the error beside that.
  const raw: unknown = typeof error === 'object' && error !== null && 'raw' in error ? error.raw : error;
  return raw instanceof Error ? describe(raw, 0) : error;
}
