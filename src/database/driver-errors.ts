import { BaseError } from 'sequelize';

/** What the drivers throw, as far as the rules look; mysql2 says `fatal` where the connection is gone with it. */
interface DriverError {
  readonly code?: string;
  readonly errno?: number;
  readonly fatal?: boolean;
}

/** What is in the way: somebody else's work, a connection or server that is gone, or a database that takes no writes. */
export type Hindrance = 'busy' | 'gone' | 'unwritable';

/** By the driver's name of the error. */
const BY_CODE: Readonly<Record<string, Hindrance>> = {
  SQLITE_BUSY: 'busy',
  SQLITE_LOCKED: 'busy',
  SQLITE_READONLY: 'unwritable',
  SQLITE_FULL: 'unwritable',
  SQLITE_IOERR: 'unwritable',
  SQLITE_CANTOPEN: 'gone',
  SQLITE_INTERRUPT: 'gone',
  ECONNREFUSED: 'gone',
  ECONNRESET: 'gone',
  EPIPE: 'gone',
  ETIMEDOUT: 'gone',
  EHOSTUNREACH: 'gone',
  PROTOCOL_CONNECTION_LOST: 'gone',
};

/** By the server's number, since mysql2 has no names for what MariaDB alone says. */
const BY_NUMBER: Readonly<Record<number, Hindrance>> = {
  /** Lock wait timeout; deadlock; statement timeout of MariaDB and of MySQL. */
  1205: 'busy',
  1213: 'busy',
  1969: 'busy',
  3024: 'busy',
  /** Too many connections, of all, of this user. */
  1040: 'busy',
  1203: 'busy',
  1226: 'busy',
  /** A node of a cluster that is not ready; shutdown; interrupted; killed; idle for too long; out of threads. */
  1047: 'gone',
  1053: 'gone',
  1135: 'gone',
  1152: 'gone',
  1184: 'gone',
  1317: 'gone',
  1927: 'gone',
  4031: 'gone',
  /** Disk full; error on write; table full; read-only by option; read-only mode; read-only transaction. */
  1021: 'unwritable',
  1026: 'unwritable',
  1114: 'unwritable',
  1290: 'unwritable',
  1792: 'unwritable',
  1836: 'unwritable',
};

/** What the driver threw, which Sequelize, Umzug and our own errors keep inside. */
function driverError(error: unknown): DriverError {
  let inner = error;
  for (let depth = 0; depth < 5 && inner instanceof Error; depth += 1) {
    const next = inner instanceof BaseError && 'original' in inner ? inner.original : inner.cause;
    if (next === undefined || next === null) break;
    inner = next;
  }
  return typeof inner === 'object' && inner !== null ? inner : {};
}

/** The driver's own name of a failure, such as ER_DUP_ENTRY or SQLITE_BUSY. */
export function driverCode(error: unknown): string | undefined {
  return driverError(error).code;
}

/** True for the transaction that the server chose to give up so that another may go on, however it is wrapped. */
export function isDeadlock(error: unknown): boolean {
  return driverCode(error) === 'ER_LOCK_DEADLOCK';
}

/** Why the database cannot do now what it could do at another time; undefined for all else that it refuses. */
export function hindranceIn(error: unknown): Hindrance | undefined {
  const { code = '', errno = 0, fatal } = driverError(error);
  // SQLite numbers its errors, too, from 1 on.
  const byNumber = code.startsWith('SQLITE_') ? undefined : BY_NUMBER[errno];
  return byNumber ?? BY_CODE[code] ?? (fatal === true ? 'gone' : undefined);
}
