import type { Actor } from '../../policies/actor.ts';
import { moveRecord } from '../records/move-record.ts';
import { faqNoun } from './nouns.ts';

/**
 * Moves an answer by one place within its category, where there is one that way.
 *
 * @throws ForbiddenError, NotFoundError, InvalidInputError.
 */
export async function moveFaq(actor: Actor, id: number, input: unknown): Promise<void> {
  await moveRecord(actor, faqNoun, id, input, (faq) => ({ categoryId: faq.get('categoryId') }));
}
