import { database, isSqlite } from '../../../database/connect.ts';
import { ConflictError } from '../../../errors.ts';
import { messageOf } from '../../../log-error.ts';

/** How long a change of a table waits for those who use it, in seconds; MySQL would wait a day. */
const PATIENCE_SECONDS = 30;

/**
 * Runs statements that change a table; on MySQL each ends the transaction.
 *
 * @param what is restored by them, for the error.
 * @throws ConflictError when rows are against it.
 */
export async function alter(what: string, statements: () => Promise<unknown>): Promise<void> {
  if (!isSqlite()) await database().query(`SET SESSION lock_wait_timeout = ${PATIENCE_SECONDS}`);
  try {
    await statements();
  } catch (error) {
    throw new ConflictError(`${what} could not be restored: ${messageOf(error)}. Run the command again.`);
  }
}
