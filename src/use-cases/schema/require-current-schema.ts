import { pendingMigrations } from '../../database/migrator.ts';
import { UnavailableError } from '../../errors.ts';

/** @throws UnavailableError that names the command to run, while a migration is pending. */
export async function requireCurrentSchema(): Promise<void> {
  const pending = await pendingMigrations();
  if (pending.length === 0) return;
  const count = pending.length === 1 ? '1 migration is' : `${pending.length} migrations are`;
  throw new UnavailableError(`${count} pending in this database. Run: npm run portal -- migrate`);
}
