import { GROUP } from '../../models/group-names.ts';
import { Group } from '../../models/group.ts';
import { findSameText } from '../../models/text.ts';
import type { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { setupGroups } from '../groups/setup-groups.ts';
import { createUser } from './create-user.ts';

/** How the new superuser signs in. */
export interface NewSuperuser {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

/**
 * Creates a superuser who is in the group Admin.
 *
 * @throws InvalidInputError at the fields `username`, `email` and `password`.
 */
export async function createSuperuser(actor: Actor, input: NewSuperuser): Promise<User> {
  authorize(userPolicy, actor, 'setSuperuser');
  await setupGroups(actor);
  const admin = await findSameText(Group, 'name', GROUP.admin);
  return createUser(actor, { ...input, isSuperuser: true, groupIds: admin === undefined ? [] : [admin.id] });
}
