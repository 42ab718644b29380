import { z } from 'zod';
import { presentMoment } from '../../database/present-moment.ts';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import { Faq } from '../../models/faq.ts';
import { FaqVote } from '../../models/faq-vote.ts';
import type { Person } from '../../policies/actor.ts';
import { parseInput } from '../parse-input.ts';
import { requireShown } from './require-shown.ts';

/** `yes`: it helped; `no`: it did not after all. */
export const voteInput = z.object({ helped: z.enum(['yes', 'no'], 'Say whether it helped.') });

/**
 * Says that an answer helped, or takes that back; of one person it counts once, however often they press.
 *
 * @throws NotFoundError for what is not shown; InvalidInputError.
 */
export async function voteFaq(person: Person, faqId: number, input: unknown): Promise<void> {
  const { helped } = parseInput(voteInput, input);
  await requireShown(person, faqId);
  await inTransaction(async () => {
    // One at a time at each answer, so that what is told was done; the unique key has the last word.
    await Faq.findByPk(faqId, { attributes: ['id'], ...forUpdate() });
    const vote = { faqId, userId: person.id };
    const before = await FaqVote.count({ where: vote });
    if ((helped === 'yes') === before > 0) return;
    await record({
      name: helped === 'yes' ? 'faq.helped' : 'faq.unhelped',
      by: person,
      subjectId: faqId,
      details: {},
    });
    if (helped === 'yes') await FaqVote.create({ ...vote, createdAt: presentMoment() });
    else await FaqVote.destroy({ where: vote });
  });
}
