import { NotFoundError } from '../../errors.ts';
import { findSameText } from '../../models/text.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';

/**
 * The user with this username, in whatever letter case.
 *
 * @throws NotFoundError when there is none.
 */
export async function findUserByUsername(actor: Actor, username: string): Promise<User> {
  authorize(userPolicy, actor, 'read');
  const user = await findSameText(User, 'username', username);
  if (user === undefined) throw new NotFoundError(`There is no user “${username}”.`);
  return user;
}
