import { ConflictError } from '../../errors.ts';
import type { User } from '../../models/user.ts';

/**
 * Refuses what is done with people alone where one of them is a program.
 *
 * @throws ConflictError.
 */
export function refusePrograms(users: readonly User[]): void {
  const program = users.find(({ isService }) => isService);
  if (program === undefined) return;
  throw new ConflictError(`${program.displayName} is an API client, which is changed among the API clients.`);
}
