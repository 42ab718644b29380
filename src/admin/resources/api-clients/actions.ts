import type { ActionContext, ActionHandler, ActionRequest, ActionResponse } from 'adminjs';
import { NotFoundError } from '../../../errors.ts';
import { PERMISSION_NAMES, PERMISSIONS } from '../../../policies/permissions.ts';
import { loadAnybody } from '../../../use-cases/people/load-actor.ts';
import { createToken } from '../../../use-cases/tokens/create-token.ts';
import { listTokens } from '../../../use-cases/tokens/list-tokens.ts';
import { rotateToken } from '../../../use-cases/tokens/rotate-token.ts';
import type { MadeToken } from '../../../use-cases/tokens/write-token.ts';
import { components } from '../../components/index.ts';
import { actorBehind } from '../../request/panel-admin.ts';
import {
  allowedBy,
  currentRecord,
  payloadOf,
  recordOf,
  scriptAction,
  success,
  type Actions,
} from '../../table/actions.ts';
import type { Values } from '../../table/table.ts';
import { revokeNamed, tokenNamed } from '../tokens.ts';

type Handler = ActionHandler<ActionResponse>;

/** The client with its tokens, as its page shows it. */
async function withTokens(context: ActionContext) {
  const id = Number(recordOf(context).id());
  const tokens = await listTokens(actorBehind(context.currentAdmin), id);
  return { ...(await currentRecord(id, context)), tokens };
}

const show: Handler = async (_request, _response, context) => ({ record: await withTokens(context) });

/** What a new token is told as, this once. */
const told = ({ token, name }: MadeToken) => ({
  made: token,
  notice: success(`The token ${name} was made. Copy it now.`),
});

function asked(request: ActionRequest): Values {
  const { name, days, scopes, submissionKey } = payloadOf(request);
  const named = typeof scopes === 'string' ? scopes.split(',').filter(Boolean) : [];
  return { name, days, scopes: named, ...(submissionKey === undefined ? {} : { submissionKey }) };
}

const makeToken: Handler = async (request, _response, context) => {
  const owner = (await loadAnybody(Number(recordOf(context).id())))?.actor;
  if (owner === undefined) throw new NotFoundError('This API client is not active, so no token would work.');
  const made = await createToken(actorBehind(context.currentAdmin), owner, asked(request));
  if (made === undefined) return { record: await withTokens(context) };
  return { record: await withTokens(context), ...told(made) };
};

const rotate: Handler = async (request, _response, context) => {
  const made = await rotateToken(actorBehind(context.currentAdmin), await tokenNamed(request, context));
  return { record: await withTokens(context), ...told(made) };
};

const revoke: Handler = async (request, _response, context) => {
  await revokeNamed(request, context);
  return { record: await withTokens(context), notice: success('The token is revoked: it works no more.') };
};

/** What is done with API clients beyond what is done with every record. */
export const apiClientActions: Actions = {
  show: { isAccessible: allowedBy('read'), component: components.ClientPage, handler: show },
  makeToken: {
    actionType: 'record',
    icon: 'Key',
    component: components.MakeToken,
    isAccessible: allowedBy('makeToken'),
    isVisible: ({ record }) => record?.get('isActive') === true,
    handler: makeToken,
    custom: { rights: PERMISSION_NAMES.map((value) => ({ value, label: PERMISSIONS[value] })) },
  },
  rotateToken: scriptAction('record', allowedBy('makeToken'), rotate),
  revokeToken: scriptAction('record', allowedBy('read'), revoke),
};
