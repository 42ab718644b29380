import { InvalidInputError } from '../../errors.ts';
import { AssignmentRule } from '../../models/assignment-rule.ts';
import { assignmentRulePolicy } from '../../policies/assignment-rule.ts';
import type { Noun } from '../records/noun.ts';

/** Assignment rules as plain records. */
export const assignmentRuleNoun: Noun = { model: AssignmentRule, policy: assignmentRulePolicy };

/**
 * Refuses a rule that gives work to nobody.
 *
 * @throws InvalidInputError at `personId`.
 */
export function requireTarget(target: { readonly personId?: unknown; readonly groupId?: unknown }): void {
  if ((target.personId ?? null) === null && (target.groupId ?? null) === null)
    throw new InvalidInputError({ personId: 'Choose to whom it goes: a person, or a group below.' });
}
