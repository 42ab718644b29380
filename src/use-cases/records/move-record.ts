import type { Model, WhereOptions } from 'sequelize';
import { z } from 'zod';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize, found } from '../../policies/policy.ts';
import { parseInput } from '../parse-input.ts';
import type { Noun } from './noun.ts';
import { recordUpdated } from './record-change.ts';

/** Which way a record goes by one place. */
export const moveInput = z.object({ direction: z.enum(['up', 'down'], 'It moves up or down.') });

/**
 * Moves a record by one place of its `position`, where there is one that way. All places are numbered anew, so that two
 * with the same never stay.
 *
 * @param among the records that it stands among; default: all.
 * @throws ForbiddenError, NotFoundError, InvalidInputError.
 */
export async function moveRecord(
  actor: Actor,
  noun: Noun,
  id: number,
  input: unknown,
  among: (row: Model) => WhereOptions = () => ({}),
): Promise<void> {
  authorize(noun.policy, actor, 'move');
  const { direction } = parseInput(moveInput, input);
  await inTransaction(async () => {
    const where = among(found(await noun.model.findByPk(id)));
    const rows = await noun.model.findAll({
      where,
      order: [
        ['position', 'ASC'],
        ['id', 'ASC'],
      ],
      ...forUpdate(),
    });
    const from = rows.findIndex((row) => row.get('id') === id);
    const row = found(rows[from]);
    const to = from + (direction === 'up' ? -1 : 1);
    if (to < 0 || to >= rows.length) return;
    await recordUpdated(actor, row, { position: { from: from + 1, to: to + 1 } });
    const moved = rows.toSpliced(from, 1).toSpliced(to, 0, row);
    for (const [index, one] of moved.entries()) await one.update({ position: index + 1 });
  });
}
