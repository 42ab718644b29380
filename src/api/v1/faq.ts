import { z } from 'zod';
import { browseFaq, searchFaq } from '../../use-cases/faq/browse-faq.ts';
import { createFaq } from '../../use-cases/faq/create-faq.ts';
import { createFaqCategory } from '../../use-cases/faq/create-faq-category.ts';
import { faqCategoryList } from '../../use-cases/faq/list-faq-categories.ts';
import { faqList } from '../../use-cases/faq/list-faqs.ts';
import { faqCategoryNoun, faqNoun } from '../../use-cases/faq/nouns.ts';
import { readFaq } from '../../use-cases/faq/read-faq.ts';
import { updateFaq } from '../../use-cases/faq/update-faq.ts';
import { voteFaq } from '../../use-cases/faq/vote-faq.ts';
import { route } from '../route.ts';
import { id, list, sentId } from '../shapes.ts';
import { flag, REFERENCE, text, times } from './record-shapes.ts';
import { recordRoutes } from './record-routes.ts';

const TAG = 'FAQ';

const shownFaq = z.strictObject({
  id,
  question: z.string(),
  category: z.string().nullable(),
  isFeatured: z.boolean(),
});

const managed = [
  ...recordRoutes({
    ...REFERENCE,
    path: '/faqs',
    tag: TAG,
    nouns: ['question with its answer', 'questions and answers'],
    list: faqList,
    noun: faqNoun,
    row: {
      id,
      position: z.int(),
      categoryId: id.nullable(),
      question: z.string(),
      answer: z.string().meta({ description: 'Markdown.' }),
      typeIds: list(id),
      isFeatured: z.boolean(),
      isActive: z.boolean(),
      fromComplaintId: id.nullable(),
      views: z.int(),
      helped: z.int(),
      ...times,
    },
    fields: {
      question: text,
      answer: text,
      categoryId: sentId.nullable(),
      typeIds: z.array(sentId),
      isFeatured: flag,
      isActive: flag,
    },
    required: ['question', 'answer'],
    create: createFaq,
    update: updateFaq,
  }),
  ...recordRoutes({
    ...REFERENCE,
    path: '/faq-categories',
    tag: TAG,
    nouns: ['category of questions', 'categories of questions'],
    list: faqCategoryList,
    noun: faqCategoryNoun,
    row: { id, name: z.string(), isActive: z.boolean(), position: z.int(), ...times },
    fields: { name: text, isActive: flag },
    required: ['name'],
    create: createFaqCategory,
  }),
];

/** Answers as everybody reads them, and as they are managed. */
export const faqRoutes = [
  route({
    method: 'get',
    path: '/faq',
    tag: TAG,
    summary: 'The active questions, or those that a search finds',
    query: z.strictObject({ search: z.string().max(1000, 'This is too long to look for.').optional() }),
    answer: z.strictObject({ data: list(shownFaq) }),
    async handle({ actor, query: { search = '' } }) {
      const found =
        search.trim() === ''
          ? (await browseFaq(actor)).sections.flatMap(({ faqs }) => faqs)
          : await searchFaq(actor, search);
      return {
        data: found.map(({ id: faqId, question, category, isFeatured }) => ({
          id: faqId,
          question,
          category,
          isFeatured,
        })),
      };
    },
  }),
  route({
    method: 'get',
    path: '/faq/{id}',
    tag: TAG,
    summary: 'Read an answer',
    answer: shownFaq.omit({ isFeatured: true }).extend({
      answer: z.string().meta({ description: 'Markdown.' }),
      helped: z.int(),
      hasHelped: z.boolean(),
    }),
    async handle({ actor, ids }) {
      const {
        id: faqId,
        question,
        category,
        answer,
        helped,
        hasHelped,
      } = await readFaq(actor, Number(ids.id));
      return { id: faqId, question, category, answer, helped, hasHelped };
    },
  }),
  route({
    method: 'post',
    path: '/faq/{id}/vote',
    tag: TAG,
    summary: 'Say whether an answer helped',
    body: z.strictObject({ helped: flag }),
    handle: ({ actor, ids, body }) => voteFaq(actor, Number(ids.id), { helped: body.helped ? 'yes' : 'no' }),
  }),
  ...managed,
];
