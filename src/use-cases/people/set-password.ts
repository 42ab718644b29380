import type { Actor } from '../../policies/actor.ts';
import { updateUser } from './update-user.ts';

/**
 * Gives a person a new password and ends their sessions.
 *
 * @param mustChange whether they have to choose another at the next sign-in; default: as before.
 * @throws InvalidInputError at `password` when it is too weak or too long.
 */
export async function setPassword(
  actor: Actor,
  id: number,
  password: string,
  mustChange?: boolean,
): Promise<void> {
  const mark = mustChange === undefined ? {} : { mustChangePassword: mustChange };
  await updateUser(actor, id, { password, ...mark });
}
