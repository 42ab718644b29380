import { openOwnConnection, type OwnConnection } from './own-connection.ts';
import { withSchemaHeld } from './exclusively.ts';

/** What a server is told of somebody who may write to a slow disk between two pages. */
const PATIENT = 'SET SESSION net_write_timeout = 3600, wait_timeout = 28800';

async function begin(connection: OwnConnection): Promise<void> {
  if (connection.isSqlite) {
    await connection.run('BEGIN');
    // The first read says what is seen.
    await connection.rows('SELECT COUNT(*) FROM sqlite_master');
    return;
  }
  await connection.run(PATIENT);
  await connection.run('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await connection.run('START TRANSACTION WITH CONSISTENT SNAPSHOT');
}

/**
 * Runs `work` with a connection that sees the whole database as it is now, whatever others write meanwhile; nobody waits
 * for it, but for those who change the schema.
 *
 * @throws UnavailableError when another process changes the schema for longer than a minute.
 */
export function withSnapshot<T>(work: (connection: OwnConnection) => Promise<T>): Promise<T> {
  return withSchemaHeld(async () => {
    const connection = await openOwnConnection();
    try {
      await begin(connection);
      return await work(connection);
    } finally {
      await connection.close();
    }
  });
}
