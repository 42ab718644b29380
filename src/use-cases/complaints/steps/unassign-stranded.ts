import { literal, Op } from 'sequelize';
import { inTransaction } from '../../../database/transaction.ts';
import { ConflictError, NotFoundError } from '../../../errors.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import { Complaint } from '../../../models/complaint.ts';
import { Status } from '../../../models/status.ts';
import { User } from '../../../models/user.ts';
import { portal, withAllRights, type Actor } from '../../../policies/actor.ts';
import { UNSOLVED } from '../../../policies/complaint-steps.ts';
import { ASSIGNABLE, assignableAmong, lockAssignable } from './assignable.ts';
import { takeStep } from './step.ts';
import { unassigning } from './unassign-complaint.ts';

/** The kind of job that opens for others what somebody has who cannot work on it. */
export const UNASSIGNING = 'complaints.unassign-stranded';
/** Complaints of one transaction: others wait for it. */
const AT_ONCE = 100;

const unsolvedStatuses = async (): Promise<number[]> =>
  (await Status.findAll({ attributes: ['id'], where: { category: [...UNSOLVED] } })).map(({ id }) => id);

async function openWorkOf(userIds: readonly number[], limit: number): Promise<number[]> {
  const work = await Complaint.findAll({
    attributes: ['id'],
    where: { assigneeId: [...userIds], statusId: await unsolvedStatuses() },
    order: [['id', 'ASC']],
    limit,
  });
  return work.map(({ id }) => id);
}

/**
 * Opens for others the unsolved complaints of those of these people who cannot be assigned any more, in one transaction
 * with what took that from them; of very many the rest by a job that follows. History says that the actor did it, who
 * need not be allowed to assign: it follows from what they were allowed to do. Returns how many complaints there were.
 */
export async function unassignStranded(actor: Actor, userIds: readonly number[]): Promise<number> {
  if (userIds.length === 0) return 0;
  return inTransaction(async () => {
    const assignable = await assignableAmong(userIds);
    const leaving = userIds.filter((id) => !assignable.has(id));
    if (leaving.length === 0) return 0;
    const work = await openWorkOf(leaving, AT_ONCE + 1);
    for (const id of work.slice(0, AT_ONCE)) {
      await takeStep(withAllRights(actor), 'unassign', { id }, (situation) =>
        unassigning(situation, { because: 'left' }),
      );
    }
    if (work.length > AT_ONCE) await enqueue(UNASSIGNING, {});
    return Math.min(work.length, AT_ONCE);
  });
}

/** People who cannot be assigned and have open work all the same. */
async function strandingPeople(): Promise<number[]> {
  const statuses = (await unsolvedStatuses()).join(', ');
  if (statuses === '') return [];
  const having = literal(
    `EXISTS (SELECT 1 FROM complaints AS c WHERE c.assignee_id = \`User\`.id AND c.status_id IN (${statuses}))`,
  );
  const people = await User.findAll({
    attributes: ['id'],
    where: { [Op.and]: [{ [Op.not]: ASSIGNABLE }, having] },
    raw: true,
  });
  return people.map(({ id }) => id);
}

/** Returns whether it was taken back: whoever has it may be assignable again, or have solved it. */
async function unassignIfStranded(id: number): Promise<boolean> {
  let isTaken = false;
  try {
    await takeStep(portal, 'unassign', { id }, async (situation) => {
      if ((await lockAssignable(Number(situation.assigneeId))) !== null) return undefined;
      isTaken = true;
      return unassigning(situation, { because: 'left' });
    });
    return isTaken;
  } catch (error) {
    if (error instanceof ConflictError || error instanceof NotFoundError) return false;
    throw error;
  }
}

/**
 * Opens for others every unsolved complaint whose assignee cannot work on it, however it came to that: a restored or
 * imported database, a change by hand, two nodes of a cluster at the same moment. Each in a transaction of its own.
 * Returns how many there were.
 *
 * @param signal ends it between two complaints.
 */
export async function unassignAllStranded(signal?: AbortSignal): Promise<number> {
  let done = 0;
  for (;;) {
    const work = await openWorkOf(await strandingPeople(), AT_ONCE);
    let taken = 0;
    for (const id of work) {
      signal?.throwIfAborted();
      taken += (await unassignIfStranded(id)) ? 1 : 0;
    }
    done += taken;
    // Where nothing moves, the next one looks again.
    if (taken === 0) return done;
  }
}
