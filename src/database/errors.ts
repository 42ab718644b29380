import {
  DatabaseError,
  ForeignKeyConstraintError,
  UniqueConstraintError,
  ValidationError,
  type ValidationErrorItem,
} from 'sequelize';
import { driverCode, hindranceIn, type Hindrance } from './driver-errors.ts';
import { AppError, ConflictError, InvalidInputError, UnavailableError, type FieldErrors } from '../errors.ts';

/** The text for a person by what is in the way. */
const TOLD: Readonly<Record<Hindrance, string | undefined>> = {
  busy: undefined,
  gone: 'The portal cannot reach its database. Please try again in a moment.',
  unwritable: 'The portal cannot save anything at the moment. Please try again later.',
};

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
  if (error instanceof AppError) return error;
  // Before what a validation says: one that could not ask the database found nothing wrong.
  const hindrance = hindranceIn(error);
  if (hindrance !== undefined) return withCause(new UnavailableError(TOLD[hindrance]), error);
  if (error instanceof UniqueConstraintError || error instanceof ValidationError) {
    return withCause(new InvalidInputError(fieldsOf(error)), error);
  }
  if (error instanceof ForeignKeyConstraintError) {
    return withCause(
      new ConflictError('Other records refer to this one, or what it refers to no longer exists.'),
      error,
    );
  }
  const code = driverCode(error);
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
