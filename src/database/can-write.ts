import { UnavailableError } from '../errors.ts';
import { log } from '../log.ts';
import { database } from './connect.ts';
import { hindranceIn } from './driver-errors.ts';
import { inTransaction } from './transaction.ts';

/** Only what is known to pass by itself; what nobody knows is no proof of a database that takes writes. */
function isOnlyBusy(error: unknown): boolean {
  const hindrance = hindranceIn(error);
  if (hindrance !== undefined) return hindrance === 'busy';
  // Of our own queue, which is too long.
  if (error instanceof UnavailableError) return true;
  log.error({ err: error }, 'the database does not take a write');
  return false;
}

/** Whether the database takes writes: proven by one that changes nothing. One that is only busy does. */
export async function canWrite(): Promise<boolean> {
  try {
    await inTransaction(() =>
      database().query("UPDATE migrations SET name = name WHERE name = '0001-departments'"),
    );
    return true;
  } catch (error) {
    return isOnlyBusy(error);
  }
}
