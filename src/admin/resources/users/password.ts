import type { ActionContext, ActionRequest } from 'adminjs';
import { InvalidInputError } from '../../../errors.ts';
import { setPassword as change } from '../../../use-cases/people/set-password.ts';
import { payloadOf, recordOf, shown } from '../../table/actions.ts';
import { actorBehind } from '../../request/panel-admin.ts';

/** Gives one person a new password. */
export async function setPassword(request: ActionRequest, _response: unknown, context: ActionContext) {
  const { password, repeatPassword } = payloadOf(request);
  if (typeof password !== 'string' || password === '') {
    throw new InvalidInputError({ password: 'The password is required.' });
  }
  if (repeatPassword !== undefined && repeatPassword !== password) {
    throw new InvalidInputError({ repeatPassword: 'The two passwords differ.' });
  }
  await change(actorBehind(context.currentAdmin), Number(recordOf(context).id()), password);
  return shown('The password was changed. This person has to sign in again.', context);
}
