import type { ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import { ConflictError } from '../../../errors.ts';
import { setActive, type BulkResult } from '../../../use-cases/people/set-active.ts';
import { currentRecords, idsOf, listUrl, recordOf, shown, success } from '../../table/actions.ts';
import { actorBehind } from '../../request/panel-admin.ts';

function summary(
  { done: ids, refused, notes }: BulkResult,
  verb: string,
): NonNullable<ActionResponse['notice']> {
  const told = `${ids.length} ${ids.length === 1 ? 'user was' : 'users were'} ${verb}.`;
  const known = notes.map(({ name, note }) => `${name}: ${note}`);
  const reasons = refused.map(({ name, reason }) => `${name}: ${reason}`);
  const more = [...known, ...(reasons.length > 0 ? ['Not done:', ...reasons] : [])];
  if (more.length === 0) return success(told);
  return { message: [told, ...more].join(' '), type: ids.length > 0 ? 'info' : 'error' };
}

/** Activates or deactivates one person. */
export function setOneActive(active: boolean) {
  return async (_request: ActionRequest, _response: unknown, context: ActionContext) => {
    const ids = [Number(recordOf(context).id())];
    const { refused, notes } = await setActive(actorBehind(context.currentAdmin), ids, active);
    if (refused[0] !== undefined) throw new ConflictError(refused[0].reason);
    const told = active ? 'The user was activated.' : 'The user was deactivated and is signed out.';
    const answer = await shown([told, ...notes.map(({ note }) => note)].join(' '), context);
    return notes.length === 0 ? answer : { ...answer, notice: { ...answer.notice, type: 'info' as const } };
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
