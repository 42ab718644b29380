import { refuseUnknown, schemaState } from '../../database/schema-state.ts';
import { UnavailableError } from '../../errors.ts';

/**
 * @throws UnavailableError that names the command to run, while a migration is pending; ConflictError that names the
 * migrations that only another version knows.
 */
export async function requireCurrentSchema(): Promise<void> {
  const state = await schemaState();
  refuseUnknown(state);
  const { length } = state.pending;
  if (length === 0) return;
  const count = length === 1 ? '1 migration is' : `${length} migrations are`;
  throw new UnavailableError(`${count} pending in this database. Run: npm run portal -- migrate`);
}
