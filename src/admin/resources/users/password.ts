import type { ActionContext, ActionRequest } from 'adminjs';
import { ConflictError, InvalidInputError } from '../../../errors.ts';
import { setPassword as change } from '../../../use-cases/people/set-password.ts';
import { sendPasswordLink } from '../../../use-cases/people/send-password-link.ts';
import { resetFactor } from '../../../use-cases/second-factor/reset-factor.ts';
import { payloadOf, recordOf, shown } from '../../table/actions.ts';
import { actorBehind } from '../../request/panel-admin.ts';

/** Gives one person a new password. */
export async function setPassword(request: ActionRequest, _response: unknown, context: ActionContext) {
  const { password, repeatPassword, mustChangePassword } = payloadOf(request);
  if (typeof password !== 'string' || password === '') {
    throw new InvalidInputError({ password: 'The password is required.' });
  }
  if (repeatPassword !== undefined && repeatPassword !== password) {
    throw new InvalidInputError({ repeatPassword: 'The two passwords differ.' });
  }
  // AdminJS has read what it knows as yes or no; programs send words.
  const mustChange =
    mustChangePassword === undefined ? undefined : [true, 'true'].includes(mustChangePassword as string);
  await change(actorBehind(context.currentAdmin), Number(recordOf(context).id()), password, mustChange);
  return shown('The password was changed. This person has to sign in again.', context);
}

/** Sends one person a link by which they set a password themselves. */
export async function sendLink(_request: ActionRequest, _response: unknown, context: ActionContext) {
  const goes = await sendPasswordLink(actorBehind(context.currentAdmin), Number(recordOf(context).id()));
  return shown(
    goes
      ? 'The mail with the link is on its way. The link works once, for one hour.'
      : 'A mail with a link went to this person a moment ago, so no second one goes. Another can be sent in two minutes.',
    context,
  );
}

/** Takes one person's second factor away. */
export async function resetFactorOf(_request: ActionRequest, _response: unknown, context: ActionContext) {
  const had = await resetFactor(actorBehind(context.currentAdmin), Number(recordOf(context).id()));
  if (!had) throw new ConflictError('This person has no second factor.');
  return shown('The second factor is reset. This person has to sign in again, and is told by mail.', context);
}
