import type { ActionContext } from 'adminjs';
import { faqPolicy } from '../../../policies/faq.ts';
import { draftFromComplaint } from '../../../use-cases/faq/draft-from-complaint.ts';
import { actorBehind } from '../../request/panel-admin.ts';
import { recordOf, success, type Actions } from '../../table/actions.ts';

/** A line of the queue has no description, and shows no such button. */
function isSolved({ record }: ActionContext): boolean {
  const { category, description } = record?.params ?? {};
  return description !== undefined && (category === 'resolved' || category === 'closed');
}

/** Makes a draft of an answer of how the complaint was solved, and leads to its form. */
export const makeAnswer: Actions[string] = {
  actionType: 'record',
  icon: 'HelpCircle',
  component: false,
  isAccessible: ({ currentAdmin }) => faqPolicy.may(actorBehind(currentAdmin), 'create'),
  isVisible: isSolved,
  custom: { isBare: true },
  async handler(_request, _response, context) {
    const id = Number(recordOf(context).id());
    const draft = await draftFromComplaint(actorBehind(context.currentAdmin), id);
    const way = { resourceId: 'faqs', recordId: String(draft.id), actionName: 'edit' };
    const told = draft.isNew
      ? success('This is a draft. Write it for all who have the same problem, and make it active.')
      : { message: 'An answer was made of this complaint before: this one.', type: 'info' as const };
    return {
      record: recordOf(context).toJSON(context.currentAdmin),
      redirectUrl: context.h.recordActionUrl(way),
      notice: told,
    };
  },
};
