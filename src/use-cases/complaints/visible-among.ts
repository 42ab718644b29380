import { Op } from 'sequelize';
import { Complaint } from '../../models/complaint.ts';
import type { Actor } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { plainRows } from '../records/plain-rows.ts';

/** Which of these complaints are there for somebody. */
export async function visibleAmong(actor: Actor, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const where = { [Op.and]: [{ id: [...ids] }, complaintPolicy.visibleTo(actor)] };
  const rows = await plainRows<{ readonly id: number }>(Complaint, { attributes: ['id'], where });
  return new Set(rows.map(({ id }) => id));
}
