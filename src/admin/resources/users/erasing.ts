import type { ActionContext, ActionRequest } from 'adminjs';
import { erasePerson } from '../../../use-cases/erasure/erase-person.ts';
import { payloadOf, recordOf, shown } from '../../table/actions.ts';
import { actorBehind } from '../../request/panel-admin.ts';

/** Erases one person's data. */
export async function erase(request: ActionRequest, _response: unknown, context: ActionContext) {
  const { name = '', texts } = payloadOf(request);
  const input = { name, ...(texts === undefined ? {} : { texts }) };
  await erasePerson(actorBehind(context.currentAdmin), Number(recordOf(context).id()), input);
  return shown('The account is erased. What stands of it elsewhere goes within minutes.', context);
}
