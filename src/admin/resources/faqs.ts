import type { ActionHandler, ActionResponse } from 'adminjs';
import { addPicture } from '../../use-cases/faq/add-picture.ts';
import { createFaq } from '../../use-cases/faq/create-faq.ts';
import { drawAnswer } from '../../use-cases/faq/draw-answer.ts';
import { faqList } from '../../use-cases/faq/list-faqs.ts';
import { moveFaq } from '../../use-cases/faq/move-faq.ts';
import { faqNoun } from '../../use-cases/faq/nouns.ts';
import { updateFaq } from '../../use-cases/faq/update-faq.ts';
import { ANSWER_LENGTH } from '../../models/faq.ts';
import { components } from '../components/index.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { allowedBy, payloadOf, scriptAction } from '../table/actions.ts';
import { MENU, panelTable } from '../table/panel-table.ts';
import { moving } from '../table/moving.ts';
import type { Table } from '../table/table.ts';

type Handler = ActionHandler<ActionResponse>;

const FIELDS = ['question', 'categoryId', 'answer', 'typeIds', 'isFeatured', 'isActive'];
const NUMBERS = ['views', 'helped', 'deflections'];

const table: Table = {
  ...faqNoun,
  nouns: ['question', 'questions'],
  list: faqList,
  historyOf: ({ id }) => ({ subjectType: 'faq', subjectId: id }),
  editable: FIELDS,
  title: ({ question }) => String(question),
  titleColumns: ['question'],
  create: createFaq,
  update: updateFaq,
};

const preview: Handler = async (request) => {
  const { answer } = payloadOf(request);
  const text = typeof answer === 'string' ? answer : '';
  // More than an answer can have is refused when it is saved; drawn is as much as can be.
  return { html: drawAnswer(Array.from(text).slice(0, ANSWER_LENGTH).join('')) };
};

const takePicture: Handler = async (request, _response, { currentAdmin }) => {
  const { attachments } = payloadOf(request);
  return { picture: await addPicture(actorBehind(currentAdmin), { attachments }) };
};

/** Questions that are asked again and again, and their answers. */
export const faqs = () =>
  panelTable(table, {
    menu: MENU.referenceData,
    icon: 'HelpCircle',
    titleProperty: 'question',
    list: ['position', 'question', 'categoryId', 'isFeatured', ...NUMBERS, 'isActive'],
    show: [...FIELDS, 'fromComplaintId', ...NUMBERS, 'createdAt', 'updatedAt'],
    filter: ['categoryId', 'isActive', 'isFeatured', 'question'],
    labels: {
      position: 'Order',
      question: 'Question',
      categoryId: 'Category',
      answer: 'Answer',
      typeIds: 'For complaints about',
      isFeatured: 'Featured',
      isActive: 'Active',
      fromComplaintId: 'Made of complaint',
      views: 'Read',
      helped: 'Helped',
      deflections: 'Complaints spared',
      createdAt: 'Created',
      updatedAt: 'Last change',
    },
    properties: {
      position: { components: { list: components.RuleOrder } },
      categoryId: { type: 'reference', reference: 'faq_categories', isSortable: false, isRequired: false },
      answer: {
        type: 'textarea',
        description: 'markdown',
        components: { edit: components.AnswerField, show: components.ShownAnswer },
      },
      typeIds: {
        type: 'reference',
        reference: 'complaint_types',
        isArray: true,
        isSortable: false,
        components: { edit: components.GroupsPicker, show: components.GroupsList },
      },
      fromComplaintId: { type: 'reference', reference: 'complaints', isSortable: false },
      views: { type: 'number' },
      helped: { type: 'number' },
      deflections: { type: 'number' },
      isFeatured: { isRequired: false },
      isActive: { isRequired: false, description: 'inactive', custom: { defaultValue: true } },
    },
    actions: {
      move: moving(moveFaq),
      preview: scriptAction('resource', allowedBy('preview'), preview),
      addPicture: scriptAction('resource', allowedBy('addPicture'), takePicture),
    },
  });
