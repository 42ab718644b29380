import type { Actor } from '../../policies/actor.ts';
import { moveRecord } from '../records/move-record.ts';
import { assignmentRuleNoun } from './assignment-rule-noun.ts';

/**
 * Moves a rule by one place among all, where there is one that way.
 *
 * @throws ForbiddenError, NotFoundError, InvalidInputError.
 */
export async function moveAssignmentRule(actor: Actor, id: number, input: unknown): Promise<void> {
  await moveRecord(actor, assignmentRuleNoun, id, input);
}
