import type { ActionContext, ActionRequest } from 'adminjs';
import { NotFoundError } from '../../errors.ts';
import { listTokens } from '../../use-cases/tokens/list-tokens.ts';
import { revokeToken } from '../../use-cases/tokens/revoke-token.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { parseId } from '../request/query.ts';
import { payloadOf, recordOf } from '../table/actions.ts';

/**
 * The token of this record's user that a payload names.
 *
 * @throws NotFoundError where it is none of theirs.
 */
export async function tokenNamed(request: ActionRequest, context: ActionContext): Promise<number> {
  const id = parseId(payloadOf(request).tokenId);
  const tokens = await listTokens(actorBehind(context.currentAdmin), Number(recordOf(context).id()));
  const token = tokens.find((one) => one.id === id);
  if (token === undefined) throw new NotFoundError('This token was revoked already.');
  return token.id;
}

/** Revokes the token of this record's user that the payload names. */
export async function revokeNamed(request: ActionRequest, context: ActionContext): Promise<void> {
  await revokeToken(actorBehind(context.currentAdmin), await tokenNamed(request, context));
}
