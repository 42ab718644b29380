import { isSqlite } from '../../database/connect.ts';
import { select } from '../../database/select.ts';
import { ForbiddenError } from '../../errors.ts';

/** Said to whoever was deactivated, or erased, while what they asked for was under way. */
export const NOT_ACTIVE = 'This account is not active any more, so nothing was saved.';

/**
 * Makes sure that somebody's account stays active until the transaction ends: whoever deactivates or erases them waits, and finds
 * what was written.
 *
 * @throws ForbiddenError where it is active no more.
 */
export async function holdActive(personId: number): Promise<void> {
  // SQLite has one writer at a time and knows no row locks.
  const shared = isSqlite() ? '' : ' LOCK IN SHARE MODE';
  const statement = `SELECT id FROM users WHERE id = $id AND is_active = 1${shared}`;
  if ((await select(statement, { id: personId })).length === 0) throw new ForbiddenError(NOT_ACTIVE);
}
