import type { ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import { endOthersSessions } from '../../../use-cases/people/end-others-sessions.ts';
import { unlinkIdentity } from '../../../use-cases/single-sign-on/unlink-identity.ts';
import { readPerson } from '../../../use-cases/people/read-person.ts';
import { revokeNamed } from '../tokens.ts';
import { payloadOf, recordOf, success } from '../../table/actions.ts';
import { actorBehind } from '../../request/panel-admin.ts';

/** The person with what belongs to them, as far as this actor may see it. */
async function withPage(context: ActionContext) {
  const record = recordOf(context);
  const actor = actorBehind(context.currentAdmin);
  const { tokens, ...person } = await readPerson(actor, Number(record.id()));
  const shown = { ...record.toJSON(context.currentAdmin), person };
  return tokens === null ? shown : { ...shown, tokens };
}

/** The page of a person. */
export async function showPerson(
  _request: ActionRequest,
  _response: unknown,
  context: ActionContext,
): Promise<ActionResponse> {
  return { record: await withPage(context) };
}

/** Ends one session of a person, or all, and answers the page as it is then. */
export async function endSessionsOf(
  request: ActionRequest,
  _response: unknown,
  context: ActionContext,
): Promise<ActionResponse> {
  const { handle } = payloadOf(request);
  const input = handle === undefined ? {} : { handle };
  await endOthersSessions(actorBehind(context.currentAdmin), Number(recordOf(context).id()), input);
  const told = handle === undefined ? 'All sessions were ended.' : 'The session was ended.';
  return { record: await withPage(context), notice: success(told) };
}

/** Revokes one token of a person, and answers the page as it is then. */
export async function revokeTokenOf(
  request: ActionRequest,
  _response: unknown,
  context: ActionContext,
): Promise<ActionResponse> {
  await revokeNamed(request, context);
  return { record: await withPage(context), notice: success('The token is revoked: it works no more.') };
}

/** Takes the link to an account of another service away, and answers the page as it is then. */
export async function unlinkOf(
  request: ActionRequest,
  _response: unknown,
  context: ActionContext,
): Promise<ActionResponse> {
  const { identityId } = payloadOf(request);
  const id = Number(recordOf(context).id());
  await unlinkIdentity(actorBehind(context.currentAdmin), id, { identityId });
  return { record: await withPage(context), notice: success('The link was taken away.') };
}
