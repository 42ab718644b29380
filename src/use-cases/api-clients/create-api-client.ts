import { UniqueConstraintError, type Model } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { apiClientPolicy } from '../../policies/api-client.ts';
import { authorize } from '../../policies/policy.ts';
import { changeMembership, requireGroups } from '../groups/membership.ts';
import { parseInput } from '../parse-input.ts';
import { takeIdentityTurn } from '../people/identity-turn.ts';
import { refuseConfusion, refuseLookAlike } from '../people/refuse-confusion.ts';
import { saveProfile } from '../people/save-profile.ts';
import { createRecord } from '../records/create-record.ts';
import { apiClientNoun } from './api-client-noun.ts';
import { newApiClient } from './api-client-input.ts';
import { drawUsername } from './draw-username.ts';
import { refuseGrants } from './refuse-grants.ts';

const AT_ONCE = 'Another API client of this name was added at the same moment. Try once more.';

async function createProgram(name: string, takesWork: boolean, isActive: boolean): Promise<User> {
  const username = await drawUsername(name);
  await refuseLookAlike(username, null);
  await refuseConfusion({ id: null, username, email: '' });
  const user = await User.create({ username, firstName: name, isService: true, takesWork, isActive }).catch(
    (error: unknown) => {
      throw error instanceof UniqueConstraintError ? new ConflictError(AT_ONCE) : error;
    },
  );
  // Nobody reads its mails, and it has no address.
  await saveProfile(user.id, { emailNotifications: false });
  return user;
}

/**
 * Adds a program that acts in its own name: a user who signs in nowhere, with the rights of its groups. It has no token
 * yet.
 *
 * @throws ForbiddenError; InvalidInputError at the fields, for groups too that may what the actor may not.
 */
export async function createApiClient(actor: Actor, input: unknown): Promise<Model> {
  authorize(apiClientPolicy, actor, 'create');
  const given = parseInput(newApiClient, input);
  const { name, purpose = '', groupIds = [], takesWork = false, isActive = true } = given;
  return inTransaction(async () => {
    await takeIdentityTurn();
    await requireGroups(groupIds);
    await refuseGrants(actor, groupIds);
    const { id, username } = await createProgram(name, takesWork, isActive);
    const values = { id, name, purpose, makerId: actor.id };
    return createRecord(actor, apiClientNoun, values, async () => ({
      username: { from: null, to: username },
      takesWork: { from: null, to: takesWork },
      ...(await changeMembership(id, new Set(), groupIds, 'add')),
    }));
  });
}
