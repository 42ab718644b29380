import type { Actor } from '../../policies/actor.ts';
import { updateUser } from './update-user.ts';

/**
 * Gives a person a new password and ends their sessions.
 *
 * @throws InvalidInputError at `password` when it is too weak or too long.
 */
export async function setPassword(actor: Actor, id: number, password: string): Promise<void> {
  await updateUser(actor, id, { password });
}
