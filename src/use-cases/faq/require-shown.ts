import { boundList, select } from '../../database/select.ts';
import type { Actor } from '../../policies/actor.ts';
import { mayReadFaq } from '../../policies/faq.ts';
import { found } from '../../policies/policy.ts';

/** An answer that everybody may read. */
export interface WholeFaq {
  readonly id: number;
  readonly question: string;
  readonly answer: string;
  readonly categoryId: number | null;
  /** Of its category; null: it has none. */
  readonly category: string | null;
}

/**
 * The answer with this number, where it and its category are active.
 *
 * @throws NotFoundError for any other, and for whoever is not signed in.
 */
export async function requireShown(actor: Actor, id: number): Promise<WholeFaq> {
  const { places, bind } = boundList(mayReadFaq(actor) ? [id] : []);
  const rows = await select<WholeFaq>(
    `SELECT f.id, f.question, f.answer, f.category_id AS categoryId, c.name AS category
    FROM faqs f LEFT JOIN faq_categories c ON c.id = f.category_id
    WHERE f.id IN (${places}) AND f.is_active = 1 AND (c.id IS NULL OR c.is_active = 1)`,
    bind,
  );
  return found(rows[0]);
}
