import type { Model } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import type { Actor } from '../../policies/actor.ts';
import { updateRecord } from '../records/update-record.ts';
import { assignmentRuleNoun, requireTarget } from './assignment-rule-noun.ts';

/**
 * Changes a rule; one whose person or group is gone can be changed otherwise and stays passed over.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError, or InvalidInputError at the fields.
 */
export async function updateAssignmentRule(
  actor: Actor,
  id: number,
  changes: Readonly<Record<string, unknown>>,
  version?: number,
): Promise<Model> {
  return inTransaction(async () => {
    const rule = await updateRecord(actor, assignmentRuleNoun, id, changes, version);
    if ('personId' in changes || 'groupId' in changes)
      requireTarget(rule.get({ plain: true }) as { personId: unknown; groupId: unknown });
    return rule;
  });
}
