import { translateDatabaseError } from '../../database/errors.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { refuseConfusion, refuseLookAlike } from './refuse-confusion.ts';

/**
 * Refuses now what `createUser` would refuse of a new person's username and e-mail address, for a face that asks for
 * one thing after the other.
 *
 * @throws InvalidInputError at `username` or `email`.
 */
export async function checkNewPerson(
  actor: Actor,
  { username, email = '' }: { readonly username: string; readonly email?: string },
): Promise<void> {
  authorize(userPolicy, actor, 'create');
  try {
    await User.build({ username, email }).validate({ fields: ['username', 'usernameFolded', 'email'] });
  } catch (error) {
    throw translateDatabaseError(error);
  }
  await refuseLookAlike(username, null);
  await refuseConfusion({ id: null, username, email });
}
