import type { Actor } from '../../policies/actor.ts';
import { changeRights } from '../groups/change-rights.ts';
import { lockUsers } from '../people/lock-users.ts';
import { refuseReferred } from '../records/deletion/deletion-impact.ts';
import { deleteRecords } from '../records/delete-records.ts';
import { revokeTokensOf } from '../tokens/revoke-token.ts';
import { apiClientNoun } from './api-client-noun.ts';

/**
 * Deletes API clients with their users and tokens, all of them or none.
 *
 * @throws NotFoundError, ForbiddenError; ConflictError that names what those left that must stay: so does
 *   whoever it refers to.
 */
export async function deleteApiClients(actor: Actor, ids: readonly number[]): Promise<void> {
  await changeRights(actor, async () => {
    const users = await lockUsers(ids);
    await deleteRecords(actor, apiClientNoun, ids, async () => {
      await refuseReferred(actor, 'api_clients', ids);
      for (const { id } of users) await revokeTokensOf(actor, id);
    });
    for (const user of users) await user.destroy();
    return { result: undefined, concerned: [] };
  });
}
