import { col, fn, Op } from 'sequelize';
import { Complaint } from '../../../models/complaint.ts';
import { Status } from '../../../models/status.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { UNSOLVED } from '../../../policies/complaint-steps.ts';
import { authorize } from '../../../policies/policy.ts';
import { awayOf } from '../../people/away-of.ts';
import { plainRows } from '../../records/plain-rows.ts';
import { assignableUsers } from './assignable.ts';
import type { PersonName } from '../queue/queue-row.ts';

/** Somebody whom work can be given to. */
export interface AssignablePerson extends PersonName {
  /** How many unsolved complaints they have. */
  readonly openLoad: number;
  /** Such as `Away until Fri`; empty for whoever is there. */
  readonly away: string;
}

async function openLoads(userIds: readonly number[]): Promise<Map<number, number>> {
  const unsolved = await Status.findAll({ attributes: ['id'], where: { category: [...UNSOLVED] } });
  const rows = await plainRows<{ assigneeId: number; complaints: number }>(Complaint, {
    attributes: ['assigneeId', [fn('COUNT', col('id')), 'complaints']],
    where: { assigneeId: { [Op.in]: [...userIds] }, statusId: unsolved.map(({ id }) => id) },
    group: ['assigneeId'],
  });
  return new Map(rows.map((row) => [row.assigneeId, row.complaints]));
}

/**
 * The active engineers and AMC administrators, those with the least to do first.
 *
 * @throws ForbiddenError when the actor assigns nothing.
 */
export async function assignablePeople(actor: Actor): Promise<AssignablePerson[]> {
  authorize(complaintPolicy, actor, 'assign');
  const users = await assignableUsers();
  const ids = users.map(({ id }) => id);
  const loads = await openLoads(ids);
  const away = await awayOf(ids);
  return (
    users
      .map(({ id, displayName }) => ({
        id,
        name: displayName,
        openLoad: loads.get(id) ?? 0,
        away: away.get(id) ?? '',
      }))
      // Of those with as much to do the names stay in their order.
      .toSorted((a, b) => a.openLoad - b.openLoad)
  );
}
