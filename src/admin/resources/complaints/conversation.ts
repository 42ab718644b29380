import type { ActionContext, ActionHandler, ActionResponse } from 'adminjs';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { getConversation } from '../../../use-cases/complaints/conversation/get-conversation.ts';
import { readWithComplaint } from '../../../use-cases/notifications/inbox/read-with-complaint.ts';
import { panelResource, recordOf, success, unseen } from '../../table/actions.ts';
import { actorBehind } from '../../request/panel-admin.ts';

type Handler = ActionHandler<ActionResponse>;

/** For how many days after closing a complaint can be reopened. */
export interface ConversationTerms {
  readonly reopenDays: number;
}

async function conversationOf(context: ActionContext, terms: ConversationTerms, before?: number) {
  const id = Number(recordOf(context).id());
  const actor = actorBehind(context.currentAdmin);
  const conversation = await getConversation(actor, id, { ...terms, before });
  const { reporter, assignee } = conversation.complaint;
  const row = { reporterId: reporter.id, assigneeId: assignee?.id ?? null };
  const readsNotes = complaintPolicy.may(actor, 'readNotes', row);
  return { ...conversation, isOwn: reporter.id === actor.id, readsNotes };
}

/** Before which event the page ends; what is no such number asks for the newest. */
function eventBefore(asked: unknown): number | undefined {
  return typeof asked === 'string' && /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : undefined;
}

/** The complaint with all that was said and done, as far as this person may read it. */
export function show(terms: ConversationTerms): Handler {
  return async (request, _response, context) => {
    const conversation = await conversationOf(context, terms, eventBefore(request.query?.before));
    await readWithComplaint(actorBehind(context.currentAdmin), conversation.complaint.id);
    return { record: { ...recordOf(context).toJSON(context.currentAdmin), conversation } };
  };
}

/** The answer of a step that is done: the complaint as it is now, and its page. */
export async function done(message: string, context: ActionContext, terms: ConversationTerms) {
  const recordId = recordOf(context).id();
  const record = await panelResource(context).findOne(recordId, context);
  if (record === null) return unseen(message, context);
  return {
    record: { ...record.toJSON(context.currentAdmin), conversation: await conversationOf(context, terms) },
    redirectUrl: context.h.recordActionUrl({
      resourceId: context.resource.id(),
      recordId,
      actionName: 'show',
    }),
    notice: success(message),
  };
}
