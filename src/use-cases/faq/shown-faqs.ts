import { select } from '../../database/select.ts';
import { keptShortly } from '../../journal/kept.ts';

/** An answer that everybody may read, as lists show it. */
export interface ShownFaq {
  readonly id: number;
  readonly question: string;
  readonly isFeatured: boolean;
  readonly categoryId: number | null;
  /** Of its category; null: it has none. */
  readonly category: string | null;
  /** Another one when its texts may be others. */
  readonly state: string;
}

interface Row extends Omit<ShownFaq, 'isFeatured' | 'state'> {
  readonly isFeatured: boolean | number;
  readonly version: number;
  readonly updatedAt: string | Date;
}

const SHOWN = `
  SELECT f.id, f.question, f.is_featured AS isFeatured, f.category_id AS categoryId, c.name AS category, f.version,
    f.updated_at AS updatedAt
  FROM faqs f LEFT JOIN faq_categories c ON c.id = f.category_id
  WHERE f.is_active = 1 AND (c.id IS NULL OR c.is_active = 1)
  ORDER BY c.id IS NULL, c.position, c.id, f.position, f.id`;

async function read(): Promise<ShownFaq[]> {
  const rows = await select<Row>(SHOWN, {});
  return rows.map(({ id, question, isFeatured, categoryId, category, version, updatedAt }) => ({
    id,
    question,
    isFeatured: Boolean(isFeatured),
    categoryId,
    category,
    state: `${version} ${String(updatedAt instanceof Date ? updatedAt.getTime() : updatedAt)}`,
  }));
}

/** All answers that are active, and so is their category, in the order by hand. */
export function shownFaqs(): Promise<readonly ShownFaq[]> {
  return keptShortly('faqs shown', read);
}
