import type { ActionContext } from 'adminjs';
import { complaintPolicy, isOffered, type ComplaintAction } from '../../../policies/complaint.ts';
import type { ComplaintRow } from '../../../policies/complaint-people.ts';
import { found, type RecordAction } from '../../../policies/policy.ts';
import { alikeComplaints } from '../../../use-cases/complaints/related/alike-complaints.ts';
import { assignablePeople } from '../../../use-cases/complaints/steps/assignable-people.ts';
import type { PanelStep } from '../../../use-cases/complaints/steps/panel-step.ts';
import { PANEL_STEPS } from '../../../use-cases/complaints/steps/panel-steps.ts';
import { offered } from '../../../use-cases/complaints/steps/step-form.ts';
import { offeredTemplates } from '../../../use-cases/reply-templates/offered-templates.ts';
import { payloadOf, panelResource, recordOf, scriptAction, type Actions } from '../../table/actions.ts';
import { components } from '../../components/index.ts';
import { actorBehind } from '../../request/panel-admin.ts';
import { makeAnswer } from './make-answer.ts';
import { bulkRunActions } from './bulk-runs.ts';
import { done, show, type ConversationTerms } from './conversation.ts';
import { parseId } from '../../request/query.ts';
import { beside, choices, counts, list, search } from './queue.ts';
import { savedViewActions } from './saved-views.ts';
import { takeStep } from './steps.ts';

/**
 * Whether the policy allows this with the complaint of the call; without one, whether there can be a complaint with
 * which it does. What the complaint's state has to say, the use case tells whoever comes too late.
 */
function allowed(action: ComplaintAction | RecordAction) {
  return ({ record, currentAdmin }: ActionContext): boolean => {
    const actor = actorBehind(currentAdmin);
    const own = { reporterId: actor.id ?? 0, assigneeId: actor.id };
    return complaintPolicy.may(actor, action, (record?.params as ComplaintRow | undefined) ?? own);
  };
}

/** Whether the conversation would offer this step, so that lists and pages have the same buttons. */
function possible({ step, isBesideLists }: PanelStep) {
  return ({ record, currentAdmin }: ActionContext): boolean => {
    if (record === undefined || record === null) return true;
    // A line of the queue has no description.
    if (isBesideLists === true && record.params.description === undefined) return false;
    const { category, code, assigneeId, reporterId, mergedIntoId = null } = record.params;
    const state = { status: { category, code }, assigneeId, reporterId, closedAt: null, mergedIntoId };
    return isOffered(actorBehind(currentAdmin), step, state);
  };
}

/** What the browser draws a step from. */
const drawn = (name: string, step: PanelStep) => ({
  ...offered(name, step),
  isFirst: step.isFirst === true,
  rule: step.step,
  speech: step.speech,
});

const stepActions = (terms: ConversationTerms): Actions =>
  Object.fromEntries(
    Object.entries<PanelStep>(PANEL_STEPS).map(([name, step]) => [
      name,
      {
        actionType: 'record',
        icon: step.icon,
        component: components.ComplaintStep,
        ...(step.isDangerous === true ? { variant: 'danger' } : {}),
        custom: { step: drawn(name, step) },
        isAccessible: allowed(step.step),
        isVisible: possible(step),
        handler: takeStep(step, terms),
      },
    ]),
  );

/** What can be done with complaints: each through its use case. */
export const complaintActions = (terms: ConversationTerms): Actions => ({
  list: {
    isAccessible: allowed('queue'),
    component: components.ComplaintQueue,
    handler: list,
    showFilter: false,
    hideActionHeader: true,
  },
  counts: scriptAction('resource', allowed('queue'), counts),
  search: { isAccessible: allowed('queue'), handler: search },
  show: {
    isAccessible: allowed('read'),
    component: components.ComplaintPage,
    hideActionHeader: true,
    // The page shows the conversation, which has the names of all that the record refers to.
    custom: { isBare: true },
    handler: show(terms),
  },
  // Complaints are filed in the portal.
  new: { isAccessible: false, isVisible: false },
  edit: {
    isAccessible: allowed('update'),
    handler: async (request, _response, context) => {
      await panelResource(context).update(recordOf(context).id(), payloadOf(request), context);
      return done('The complaint was saved.', context, terms);
    },
  },
  ...stepActions(terms),
  makeAnswer,
  ...bulkRunActions,
  ...savedViewActions,
  assignable: scriptAction('resource', allowed('assign'), async (_request, _response, { currentAdmin }) => ({
    people: await assignablePeople(actorBehind(currentAdmin)),
  })),
  templates: {
    ...scriptAction('record', allowed('remark'), async (_request, _response, context) => ({
      templates: await offeredTemplates(actorBehind(context.currentAdmin), Number(recordOf(context).id())),
    })),
    custom: { isBare: true },
  },
  beside: { ...scriptAction('record', allowed('queue'), beside), custom: { isBare: true } },
  alike: scriptAction('resource', allowed('readAll'), async ({ query }, _response, { currentAdmin }) => ({
    alike: await alikeComplaints(actorBehind(currentAdmin), found(parseId(query?.id))),
  })),
  choices: scriptAction('resource', allowed('queue'), choices),
});
