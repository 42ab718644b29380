import { literal } from 'sequelize';
import { boundList, select } from '../../database/select.ts';
import { Faq } from '../../models/faq.ts';
import { faqPolicy } from '../../policies/faq.ts';
import { flagFilter, referenceFilter, searchIn, textFilter } from '../records/listing/filters.ts';
import type { Listing, Values } from '../records/listing/listing.ts';
import { typesOf } from './faq-types.ts';

/** Answers of a category stay together in the order by hand, and those without one come last. */
const PLACE = literal(
  '(COALESCE((SELECT c.position FROM faq_categories c WHERE c.id = `Faq`.`category_id`), 10000) * 100000 + `Faq`.`position`)',
);

interface Count {
  readonly id: number;
  readonly number: number;
}

async function countsIn(
  table: 'faq_views' | 'faq_votes',
  ids: readonly number[],
): Promise<Map<number, number>> {
  const { places, bind } = boundList(ids);
  const rows = await select<Count>(
    `SELECT faq_id AS id, COUNT(*) AS number FROM ${table} WHERE faq_id IN (${places}) GROUP BY faq_id`,
    bind,
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** For which types each is, how often it was read, and how many it helped. */
async function fill(rows: readonly Values[]): Promise<Map<number, Values>> {
  const ids = rows.map((row) => Number(row.id));
  const types = await typesOf(ids);
  const views = await countsIn('faq_views', ids);
  const helped = await countsIn('faq_votes', ids);
  return new Map(
    ids.map((id) => [
      id,
      { typeIds: types.get(id) ?? [], views: views.get(id) ?? 0, helped: helped.get(id) ?? 0 },
    ]),
  );
}

/** Answers, in the order in which the portal shows them. */
export const faqList: Listing = {
  model: Faq,
  policy: faqPolicy,
  columns: [
    'id',
    'position',
    'categoryId',
    'question',
    'answer',
    'isFeatured',
    'isActive',
    'fromComplaintId',
    'version',
    'createdAt',
    'updatedAt',
  ],
  filters: {
    categoryId: referenceFilter('categoryId'),
    isActive: flagFilter('isActive'),
    isFeatured: flagFilter('isFeatured'),
    question: textFilter(Faq, 'question'),
  },
  sortable: ['id', 'position', 'question', 'isFeatured', 'isActive', 'createdAt', 'updatedAt'],
  sortedBy: { position: PLACE },
  order: ['position', 'asc'],
  search: searchIn(Faq, ['question', 'answer']),
  fill,
};
