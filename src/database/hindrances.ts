/** What is in the way: somebody else's work, a connection or server that is gone, or a database that takes no writes. */
export type Hindrance = 'busy' | 'gone' | 'unwritable';

/** By the driver's name of the error; of SQLite without what its longer names say beside that. */
export const BY_CODE: Readonly<Record<string, Hindrance>> = {
  SQLITE_BUSY: 'busy',
  SQLITE_LOCKED: 'busy',
  SQLITE_PROTOCOL: 'busy',
  SQLITE_READONLY: 'unwritable',
  SQLITE_FULL: 'unwritable',
  SQLITE_IOERR: 'unwritable',
  SQLITE_NOLFS: 'unwritable',
  SQLITE_CANTOPEN: 'gone',
  SQLITE_PERM: 'gone',
  SQLITE_NOMEM: 'gone',
  SQLITE_INTERRUPT: 'gone',
  /** Damaged, or no database at all: nothing in it can be relied on. */
  SQLITE_CORRUPT: 'gone',
  SQLITE_NOTADB: 'gone',
  ECONNREFUSED: 'gone',
  ECONNRESET: 'gone',
  EPIPE: 'gone',
  ETIMEDOUT: 'gone',
  EHOSTUNREACH: 'gone',
  PROTOCOL_CONNECTION_LOST: 'gone',
};

/** The server's numbers by what they mean, since mysql2 has no names for what MariaDB alone says. */
const NUMBERS: Readonly<Record<Hindrance, readonly number[]>> = {
  busy: [
    // Lock wait timeout; deadlock; a lock given up for one that excludes; all locks taken; too many transactions.
    1205,
    1213, 1689, 1206, 1637,
    // Statement timeout of MariaDB and of MySQL; a table that was changed meanwhile.
    1969, 3024, 1412,
    // Too many connections, of all, of this user; limits of this user.
    1040, 1203, 1226,
  ],
  gone: [
    // A node of a cluster that is not ready; shutdown, begun, normal and done; offline; out of threads.
    1047, 1053, 1077, 1079, 3032, 1135,
    // Interrupted; killed, by MariaDB and by MySQL; idle for too long; cut off, before and after signing in.
    1317, 1927, 3169, 4031, 1152, 1184,
    // The line: bad handshake; reading and writing, failed and timed out; gone and lost, as clients call it.
    1043, 1158, 1159, 1160, 1161, 2002, 2003, 2006, 2013,
    // Let in no more: host blocked and not allowed; password to be changed; locked, by MySQL and by MariaDB.
    1129, 1130, 1820, 1862, 3118, 4150, 4151,
    // Out of memory: of all, for a sort, of the system, of the engine, for locks.
    1037, 1038, 1041, 3015, 3985,
    // Damaged: index files, crashed tables, indexes, tables, files; without tablespace, or unknown to the engine.
    1034,
    1035, 1194, 1195, 1712, 1817, 1877, 3000, 1812, 1814, 3510, 1932,
    // A file of it that cannot be locked, opened, found or read.
    1015, 1016, 1017, 1024,
  ],
  unwritable: [
    // Disk full, which is waited for or not; error on write; table full; undo log full; error of the engine, for good or now.
    1021,
    3675, 1026, 1114, 3019, 1030, 1296, 1297,
    // The binary log: transaction or statement too large for what it keeps; not to be written.
    1197, 1705, 1534, 1598,
    // Read-only: table, option, transaction, mode, engine, engine under repair, schema.
    1036, 1290, 1792, 1836, 1874, 1881, 3989,
    // Not allowed to this user: database, table, column.
    1044, 1142, 1143,
  ],
};

/** By the server's number. */
export const BY_NUMBER: ReadonlyMap<number, Hindrance> = new Map(
  Object.entries(NUMBERS).flatMap(([hindrance, numbers]) =>
    numbers.map((number) => [number, hindrance as Hindrance] as const),
  ),
);
