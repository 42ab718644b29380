import type { ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import { ConflictError } from '../../../errors.ts';
import { setActive, type BulkResult } from '../../../use-cases/people/set-active.ts';
import { currentRecords, idsOf, listUrl, recordOf, shown, success } from '../../table/actions.ts';
import { actorBehind } from '../../request/panel-admin.ts';

function summary({ done: ids, refused }: BulkResult, verb: string): NonNullable<ActionResponse['notice']> {
  const told = `${ids.length} ${ids.length === 1 ? 'user was' : 'users were'} ${verb}.`;
  if (refused.length === 0) return success(told);
  const reasons = refused.map(({ name, reason }) => `${name}: ${reason}`).join(' ');
  return { message: `${told} Not done: ${reasons}`, type: ids.length > 0 ? 'info' : 'error' };
}

/** Activates or deactivates one person. */
export function setOneActive(active: boolean) {
  return async (_request: ActionRequest, _response: unknown, context: ActionContext) => {
    const ids = [Number(recordOf(context).id())];
    const { refused } = await setActive(actorBehind(context.currentAdmin), ids, active);
    if (refused[0] !== undefined) throw new ConflictError(refused[0].reason);
    return shown(active ? 'The user was activated.' : 'The user was deactivated and is signed out.', context);
  };
}

/** Activates or deactivates several people; those who stay as they are, are told with the reason. */
export function setManyActive(active: boolean) {
  return async (_request: ActionRequest, _response: unknown, context: ActionContext) => {
    const result = await setActive(actorBehind(context.currentAdmin), idsOf(context), active);
    return {
      records: await currentRecords(context),
      redirectUrl: listUrl(context),
      notice: summary(result, active ? 'activated' : 'deactivated'),
      refused: result.refused,
    };
  };
}
