import type { ActionContext, ActionRequest } from 'adminjs';
import type { Actor } from '../../policies/actor.ts';
import { components } from '../components/index.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { allowedBy, recordOf, shown, type Actions } from './actions.ts';

/**
 * A record action that lets something go once more which waits or was given up, after a question.
 *
 * @param action what the policy is asked.
 * @param told said once that is done.
 */
export function again(
  action: string,
  letGo: (actor: Actor, id: number) => Promise<unknown>,
  told: string,
): Actions[string] {
  return {
    actionType: 'record',
    icon: 'RefreshCw',
    component: components.ConfirmAction,
    isAccessible: allowedBy(action),
    handler: async (_request: ActionRequest, _response: unknown, context: ActionContext) => {
      await letGo(actorBehind(context.currentAdmin), Number(recordOf(context).id()));
      return shown(told, context);
    },
  };
}
