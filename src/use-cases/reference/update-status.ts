import type { Model } from 'sequelize';
import { Complaint } from '../../models/complaint.ts';
import { Status } from '../../models/status.ts';
import type { Actor } from '../../policies/actor.ts';
import { UNSOLVED } from '../../policies/complaint-steps.ts';
import { changeRights } from '../groups/change-rights.ts';
import { plainRows } from '../records/plain-rows.ts';
import { updateRecord } from '../records/update-record.ts';
import { statusNoun } from './nouns.ts';

type Changes = Readonly<Record<string, unknown>>;

/** Who has complaints in this status. */
async function assigneesIn(statusId: number): Promise<number[]> {
  const rows = await plainRows<{ assigneeId: number | null }>(Complaint, {
    attributes: ['assigneeId'],
    where: { statusId },
    group: ['assigneeId'],
  });
  return rows.flatMap(({ assigneeId }) => assigneeId ?? []);
}

/**
 * Changes what is given of a status. By another category its complaints may be open again: what somebody has of them who
 * cannot work on it any more is there for others, as when they lost the right.
 *
 * @param version the one that the form was opened with; undefined: whatever is there.
 * @throws as `updateRecord` does.
 */
export async function updateStatus(
  actor: Actor,
  id: number,
  changes: Changes,
  version?: number,
): Promise<Model> {
  if (changes.category === undefined) return updateRecord(actor, statusNoun, id, changes, version);
  // In turn with whatever takes rights from people: whichever is second sees what the first did.
  return changeRights(actor, async () => {
    const former = (await Status.findByPk(id))?.category;
    const result = await updateRecord(actor, statusNoun, id, changes, version);
    const { category } = result.get() as Pick<Status, 'category'>;
    const isOpenNow = UNSOLVED.includes(category) && former !== undefined && !UNSOLVED.includes(former);
    return { result, concerned: isOpenNow ? await assigneesIn(id) : [] };
  });
}
