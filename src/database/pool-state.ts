import { database, isSqlite } from './connect.ts';

/** The connections of this process to the database. */
export interface PoolState {
  readonly inUse: number;
  readonly idle: number;
  /** Those who wait for one. */
  readonly waiting: number;
  readonly most: number;
}

/** The pool as sequelize-pool has it, which Sequelize's types leave out. */
interface Pool {
  readonly using?: number;
  readonly available?: number;
  readonly waiting?: number;
  readonly maxSize?: number;
}

/** How many connections are in use; the embedded database has no pool: its one is never waited for. */
export function poolState(): PoolState {
  if (isSqlite()) return { inUse: 0, idle: 1, waiting: 0, most: 1 };
  const pool = Reflect.get(database().connectionManager, 'pool') as Pool | undefined;
  const { using = 0, available = 0, waiting = 0, maxSize = 0 } = pool ?? {};
  return { inUse: using, idle: available, waiting, most: maxSize };
}
