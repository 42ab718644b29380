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

/** Where each use of an answer is a row, and which column names the answer. */
const COUNTED = {
  views: { column: 'faq_id', rows: 'faq_views WHERE 1 = 1' },
  helped: { column: 'faq_id', rows: 'faq_votes WHERE 1 = 1' },
  deflections: {
    column: 'subject_id',
    rows: "events WHERE subject_type = 'faq' AND name = 'faq.deflected'",
  },
} as const;
type Use = keyof typeof COUNTED;
const USES = Object.keys(COUNTED) as readonly Use[];

const numberOf = (use: Use) =>
  literal(`(SELECT COUNT(*) FROM ${COUNTED[use].rows} AND ${COUNTED[use].column} = \`Faq\`.\`id\`)`);

interface Count {
  readonly id: number;
  readonly number: number;
}

async function countsOf(use: Use, ids: readonly number[]): Promise<Map<number, number>> {
  const { places, bind } = boundList(ids);
  const { column, rows: used } = COUNTED[use];
  const rows = await select<Count>(
    `SELECT ${column} AS id, COUNT(*) AS number FROM ${used} AND ${column} IN (${places}) GROUP BY ${column}`,
    bind,
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** For which types each is, how often it was read, how many it helped, and how many complaints it spared. */
async function fill(rows: readonly Values[]): Promise<Map<number, Values>> {
  const ids = rows.map((row) => Number(row.id));
  const types = await typesOf(ids);
  const filled = new Map<number, Values>(ids.map((id) => [id, { typeIds: types.get(id) ?? [] }]));
  for (const use of USES) {
    const counts = await countsOf(use, ids);
    for (const [id, values] of filled) filled.set(id, { ...values, [use]: counts.get(id) ?? 0 });
  }
  return filled;
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
  sortable: ['id', 'position', 'question', 'isFeatured', 'isActive', 'createdAt', 'updatedAt', ...USES],
  sortedBy: {
    position: PLACE,
    views: numberOf('views'),
    helped: numberOf('helped'),
    deflections: numberOf('deflections'),
  },
  order: ['position', 'asc'],
  search: searchIn(Faq, ['question', 'answer']),
  fill,
};
