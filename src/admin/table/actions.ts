import {
  type Action,
  type ActionContext,
  type ActionHandler,
  type ActionRequest,
  type ActionResponse,
  type BaseRecord,
  type NoticeMessage,
} from 'adminjs';
import { NotFoundError } from '../../errors.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { PanelResource } from './panel-resource.ts';
import { populate } from './populate.ts';

/** AdminJS merges these into its own definitions, so that only what differs is named. */
export type Actions = Record<string, Partial<Action<ActionResponse>>>;

/** The resource of a call; the panel has no others. */
export function panelResource(context: ActionContext): PanelResource {
  if (context.resource instanceof PanelResource) return context.resource;
  throw new Error('a resource that is no PanelResource');
}

/** Whether the policy of the resource's table allows `action`, with the record where there is one. */
export function allowedBy(action: string) {
  return (context: ActionContext): boolean => {
    const { policy } = panelResource(context).table;
    return policy.may(actorBehind(context.currentAdmin), action, context.record?.params);
  };
}

/** What the panel's own scripts ask for: no page and no button of its own. */
export function scriptAction(
  actionType: 'resource' | 'record',
  isAccessible: (context: ActionContext) => boolean,
  handler: ActionHandler<ActionResponse>,
): Actions[string] {
  return { actionType, component: false, isVisible: false, isAccessible, handler };
}

/** A green notice. */
export function success(message: string): NoticeMessage {
  return { message, type: 'success' };
}

/** The record of a record action. */
export function recordOf(context: ActionContext): BaseRecord {
  if (context.record === undefined) throw new NotFoundError();
  return context.record;
}

/** The ids of a bulk action's records. */
export function idsOf(context: ActionContext): number[] {
  return (context.records ?? []).map((record) => Number(record.id()));
}

/** The address of the resource's list, where forms lead back to. */
export function listUrl(context: ActionContext): string {
  return context.h.resourceUrl({ resourceId: context.resource.id() });
}

/** The record as it is now, with what it refers to. */
export async function currentRecord(id: unknown, context: ActionContext) {
  const record = await panelResource(context).findOne(id, context);
  if (record === null) throw new NotFoundError();
  await populate([record], context);
  return record.toJSON(context.currentAdmin);
}

/** The records of a bulk action as they are now. */
export async function currentRecords(context: ActionContext) {
  const records = await panelResource(context).findMany(idsOf(context), context);
  return records.map((record) => record.toJSON(context.currentAdmin));
}

/** The answer of a record action after which whoever took it may not see the record any more: it was done all the same. */
export function unseen(message: string, context: ActionContext) {
  return {
    record: recordOf(context).toJSON(context.currentAdmin),
    redirectUrl: listUrl(context),
    notice: success(message),
  };
}

/** The answer of a record action that is done: the record as it is now, and its page. */
export async function shown(message: string, context: ActionContext) {
  const recordId = recordOf(context).id();
  if ((await panelResource(context).findOne(recordId, context)) === null) return unseen(message, context);
  return {
    record: await currentRecord(recordId, context),
    redirectUrl: context.h.recordActionUrl({
      resourceId: context.resource.id(),
      recordId,
      actionName: 'show',
    }),
    notice: success(message),
  };
}

/** The payload of a call; AdminJS leaves it out when there is none. */
export function payloadOf(request: ActionRequest): Readonly<Record<string, unknown>> {
  return request.payload ?? {};
}
