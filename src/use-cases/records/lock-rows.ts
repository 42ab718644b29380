import { Op, type Model } from 'sequelize';
import { NotFoundError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import type { Noun } from './noun.ts';
import { forUpdate } from '../../database/transaction.ts';

/**
 * The rows with these ids, in order of id and locked until the transaction ends.
 *
 * @throws NotFoundError when one is missing or not visible to the actor.
 */
export async function lockRows(actor: Actor, noun: Noun, ids: readonly number[]): Promise<Model[]> {
  const wanted = [...new Set(ids)];
  const rows = await noun.model.findAll({
    where: { [Op.and]: [{ id: wanted }, noun.policy.visibleTo(actor)] },
    order: [['id', 'ASC']],
    // SQLite has one writer at a time and knows no row locks.
    ...forUpdate(),
  });
  if (rows.length !== wanted.length) throw new NotFoundError();
  return rows;
}
