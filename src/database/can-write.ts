import { database } from './connect.ts';
import { hindranceIn } from './driver-errors.ts';
import { inTransaction } from './transaction.ts';

/** Whether the database takes writes: proven by one that changes nothing. One that is only busy does. */
export async function canWrite(): Promise<boolean> {
  try {
    await inTransaction(() =>
      database().query("UPDATE migrations SET name = name WHERE name = '0001-departments'"),
    );
    return true;
  } catch (error) {
    return (hindranceIn(error) ?? 'busy') === 'busy';
  }
}
