import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize, found } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { identitiesOf, type LinkedIdentity } from './identities.ts';

/**
 * By which accounts of other services a person signs in.
 *
 * @throws ForbiddenError, NotFoundError.
 */
export async function listIdentities(actor: Actor, userId: number): Promise<LinkedIdentity[]> {
  authorize(userPolicy, actor, 'unlink');
  const { id } = found(await User.findByPk(userId, { attributes: ['id'] }));
  return identitiesOf(id);
}
