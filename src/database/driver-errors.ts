import {
  BaseError,
  ConnectionAcquireTimeoutError,
  ConnectionError,
  TimeoutError,
  ValidationError,
} from 'sequelize';
import { BY_CODE, BY_NUMBER, type Hindrance } from './hindrances.ts';

export type { Hindrance } from './hindrances.ts';

/** What the drivers throw, as far as the rules look; mysql2 says `fatal` where the connection is gone with it. */
interface DriverError {
  readonly code?: string;
  readonly errno?: number;
  readonly fatal?: boolean;
}

/** What an error was made of; of a validation what one of its rules threw, which may ask the database itself. */
function within(error: Error): unknown {
  if (error instanceof BaseError && 'original' in error) return error.original;
  if (error instanceof ValidationError)
    return error.errors
      .map((item): unknown => Reflect.get(item, 'original'))
      .find((one) => one instanceof Error);
  return error.cause;
}

/** An error and what it was made of: Sequelize, Umzug and our own errors keep what was thrown inside. */
function chainOf(error: unknown): readonly unknown[] {
  const chain = [error];
  for (let inner = error; chain.length <= 5 && inner instanceof Error;) {
    inner = within(inner);
    if (inner === undefined || inner === null) break;
    chain.push(inner);
  }
  return chain;
}

/** What the driver threw. */
function driverError(error: unknown): DriverError {
  const thrown = chainOf(error).at(-1);
  return typeof thrown === 'object' && thrown !== null ? thrown : {};
}

/** The driver's own name of a failure, such as ER_DUP_ENTRY or SQLITE_BUSY. */
export function driverCode(error: unknown): string | undefined {
  return driverError(error).code;
}

/** True for the transaction that the server chose to give up so that another may go on, however it is wrapped. */
export function isDeadlock(error: unknown): boolean {
  return driverCode(error) === 'ER_LOCK_DEADLOCK';
}

/** A pool that is empty for too long, and what could not be connected for whatever reason. */
function withoutConnection(error: unknown): Hindrance | undefined {
  const chain = chainOf(error);
  if (chain.some((one) => one instanceof ConnectionAcquireTimeoutError || one instanceof TimeoutError))
    return 'busy';
  return chain.some((one) => one instanceof ConnectionError) ? 'gone' : undefined;
}

/** Why the database cannot do now what it could do at another time; undefined for all else that it refuses. */
export function hindranceIn(error: unknown): Hindrance | undefined {
  const { code = '', errno = 0, fatal } = driverError(error);
  const ofSqlite = /^SQLITE_[A-Z]+/.exec(code)?.[0];
  // SQLite numbers its errors, too, from 1 on.
  const known = ofSqlite === undefined ? (BY_NUMBER.get(errno) ?? BY_CODE[code]) : BY_CODE[ofSqlite];
  return known ?? (fatal === true ? 'gone' : withoutConnection(error));
}
