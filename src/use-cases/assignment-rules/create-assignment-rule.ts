import type { Model } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { AssignmentRule } from '../../models/assignment-rule.ts';
import type { Actor } from '../../policies/actor.ts';
import { assignmentRulePolicy } from '../../policies/assignment-rule.ts';
import { authorize } from '../../policies/policy.ts';
import { createRecord } from '../records/create-record.ts';
import { assignmentRuleNoun, requireTarget } from './assignment-rule-noun.ts';

/**
 * Adds a rule, which is asked after all others.
 *
 * @throws ForbiddenError, or InvalidInputError at the fields.
 */
export async function createAssignmentRule(
  actor: Actor,
  values: Readonly<Record<string, unknown>>,
): Promise<Model> {
  authorize(assignmentRulePolicy, actor, 'create');
  requireTarget(values);
  return inTransaction(async () => {
    const last = await AssignmentRule.max<number | null, AssignmentRule>('position');
    return createRecord(actor, assignmentRuleNoun, { ...values, position: (last ?? 0) + 1 });
  });
}
