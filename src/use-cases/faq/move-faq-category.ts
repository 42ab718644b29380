import type { Actor } from '../../policies/actor.ts';
import { moveRecord } from '../records/move-record.ts';
import { faqCategoryNoun } from './nouns.ts';

/**
 * Moves a category of answers by one place, where there is one that way.
 *
 * @throws ForbiddenError, NotFoundError, InvalidInputError.
 */
export async function moveFaqCategory(actor: Actor, id: number, input: unknown): Promise<void> {
  await moveRecord(actor, faqCategoryNoun, id, input);
}
