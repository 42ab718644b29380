import { forUpdate } from '../../database/transaction.ts';
import { Complaint } from '../../models/complaint.ts';
import type { RetentionName } from '../../models/retention-rule.ts';
import { dueComplaints } from './due-complaints.ts';

/**
 * Which of these complaints a rule concerns still, in the running transaction: nobody writes into them until it ends, while
 * something may have been done with them since they were found.
 */
export async function stillDue(
  rule: RetentionName,
  complaints: readonly number[],
  border: Date,
): Promise<number[]> {
  const among = complaints.toSorted((one, other) => one - other);
  await Complaint.findAll({ attributes: ['id'], where: { id: among }, order: ['id'], ...forUpdate() });
  const due = await dueComplaints(rule, border, { limit: among.length, among });
  return due.map(({ id }) => id);
}
