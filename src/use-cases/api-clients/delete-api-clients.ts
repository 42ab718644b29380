import type { Actor } from '../../policies/actor.ts';
import { changeRights } from '../groups/change-rights.ts';
import { refuseHistory } from '../people/refuse-history.ts';
import { lockUsers } from '../people/lock-users.ts';
import { deleteRecords } from '../records/delete-records.ts';
import { revokeTokensOf } from '../tokens/revoke-token.ts';
import { apiClientNoun } from './api-client-noun.ts';

/**
 * Deletes API clients with their users and tokens, all of them or none.
 *
 * @throws NotFoundError, ForbiddenError; ConflictError for those that left complaints or replies: these stay, and so
 *   does whoever wrote them.
 */
export async function deleteApiClients(actor: Actor, ids: readonly number[]): Promise<void> {
  await changeRights(actor, async () => {
    const users = await lockUsers(ids);
    await deleteRecords(actor, apiClientNoun, ids, async () => {
      await refuseHistory(users);
      for (const { id } of users) await revokeTokensOf(actor, id);
    });
    for (const user of users) await user.destroy();
    return { result: undefined, concerned: [] };
  });
}
