import {
  BaseError,
  ConnectionError,
  DatabaseError,
  ForeignKeyConstraintError,
  TimeoutError,
  UniqueConstraintError,
  ValidationError,
  type ValidationErrorItem,
} from 'sequelize';
import { ConflictError, InvalidInputError, UnavailableError, type FieldErrors } from '../errors.ts';

interface DriverError {
  readonly code?: string;
  readonly errno?: number;
}

function driverError(error: unknown): DriverError {
  const original = error instanceof BaseError && 'original' in error ? error.original : error;
  return typeof original === 'object' && original !== null ? original : {};
}

/** The driver's own name of a failure, such as ER_DUP_ENTRY or SQLITE_BUSY. */
export function driverCode(error: unknown): string | undefined {
  return driverError(error).code;
}

/** True for the transaction that the server chose to give up so that another may go on. */
export function isDeadlock(error: unknown): boolean {
  return driverError(error).code === 'ER_LOCK_DEADLOCK';
}

const BUSY = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED', 'ER_LOCK_WAIT_TIMEOUT', 'ER_LOCK_DEADLOCK']);

/** The database named a column or an index, perhaps that of a text's key; forms and callers know the attribute. */
function attributeOf(item: ValidationErrorItem): string {
  const column = item.path ?? 'base';
  const last = column.split('.').at(-1) ?? column;
  return last
    .replace(/_unique$/, '')
    .replace(/_?[Ff]olded$/, '')
    .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function fieldsOf(error: ValidationError): FieldErrors {
  const fields: Record<string, string> = {};
  for (const item of error.errors) fields[attributeOf(item)] ??= item.message;
  return Object.keys(fields).length > 0 ? fields : { base: 'This record is not valid.' };
}

/**
 * Turns what Sequelize or a driver throws into the AppError a person can act on; anything else comes back as it is.
 * A length or type that only the database noticed is told without its text, which names tables and columns.
 */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof UniqueConstraintError || error instanceof ValidationError) {
    return withCause(new InvalidInputError(fieldsOf(error)), error);
  }
  if (error instanceof ForeignKeyConstraintError) {
    return withCause(
      new ConflictError('Other records refer to this one, or what it refers to no longer exists.'),
      error,
    );
  }
  const { code } = driverError(error);
  if (error instanceof ConnectionError || error instanceof TimeoutError || BUSY.has(code ?? '')) {
    return withCause(new UnavailableError(), error);
  }
  if (
    error instanceof DatabaseError &&
    (code === 'ER_DATA_TOO_LONG' || code === 'ER_WARN_DATA_OUT_OF_RANGE')
  ) {
    return withCause(new InvalidInputError({ base: 'A value is too long or out of range.' }), error);
  }
  return error;
}

function withCause(error: Error, cause: unknown): Error {
  error.cause = cause;
  return error;
}
