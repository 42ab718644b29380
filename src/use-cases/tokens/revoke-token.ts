import { Op } from 'sequelize';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import { ApiToken } from '../../models/api-token.ts';
import { apiTokenPolicy } from '../../policies/api-token.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize, found } from '../../policies/policy.ts';
import { tokenRow } from './token-row.ts';

async function remove(actor: Actor, token: ApiToken, because?: 'left'): Promise<void> {
  const details = { called: token.name, ...(because === undefined ? {} : { because }) };
  await record({ name: 'api_token.revoked', by: actor, subjectId: token.id, details });
  await token.destroy();
}

/**
 * Takes a token away: the next request with it is refused.
 *
 * @throws NotFoundError where there is none, or it is not the actor's to know.
 */
export async function revokeToken(actor: Actor, id: number): Promise<void> {
  await inTransaction(async () => {
    const where = { [Op.and]: [{ id }, apiTokenPolicy.visibleTo(actor)] };
    const token = found(await ApiToken.findOne({ where, ...forUpdate() }));
    authorize(apiTokenPolicy, actor, 'delete', await tokenRow(token.userId));
    await remove(actor, token);
  });
}

/** Takes all tokens of somebody who left; inside the transaction that deactivates them. */
export async function revokeTokensOf(actor: Actor, userId: number): Promise<void> {
  for (const token of await ApiToken.findAll({ where: { userId } })) await remove(actor, token, 'left');
}
