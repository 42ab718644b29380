import { randomBytes } from 'node:crypto';
import { Op } from 'sequelize';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { takeTurns } from '../../database/turns.ts';
import { ForbiddenError, LimitError } from '../../errors.ts';
import { KeptForm } from '../../models/kept-form.ts';
import { User } from '../../models/user.ts';
import { NOT_ACTIVE } from '../people/hold-active.ts';

/** Most forms that are kept for one person from one sender; of more, the sender's oldest go. */
const MOST_OF_SENDER = 20;
/** Most forms that are kept for one person, whoever sends them; no more come in then. */
const MOST_OF_OWNER = 100;

/** A form that cannot be taken now. */
export interface UntakenForm {
  readonly ownerId: number;
  /** Tells whoever sent it from others, whom nothing is taken from: anybody may say to write as the owner. */
  readonly sender: string;
  /** Where it was sent to. */
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** One at a time for each owner, so that what is counted stays true. */
async function makeRoom(ownerId: number, sender: string): Promise<void> {
  await takeTurns(`person:${ownerId}`);
  const owner = await User.findByPk(ownerId, { attributes: ['id', 'isActive'], ...forUpdate() });
  // They cannot come back for it, and of somebody who was erased nothing may stay.
  if (owner?.isActive !== true) throw new ForbiddenError(NOT_ACTIVE);
  const own = await KeptForm.findAll({
    attributes: ['id'],
    where: { ownerId, sender },
    order: [['id', 'DESC']],
    offset: MOST_OF_SENDER - 1,
    limit: MOST_OF_OWNER,
  });
  if (own.length > 0) await KeptForm.destroy({ where: { id: { [Op.in]: own.map(({ id }) => id) } } });
  else if ((await KeptForm.count({ where: { ownerId } })) >= MOST_OF_OWNER) {
    throw new LimitError('So many forms wait already that this one could not be kept.');
  }
}

/**
 * Keeps for its owner what was typed into a form that cannot be taken now.
 *
 * @returns the key under which its owner finds it again.
 * @throws LimitError when too many are kept for them; ForbiddenError when they are active no more.
 */
export function keepForm({ ownerId, sender, path, fields }: UntakenForm): Promise<string> {
  return inTransaction(async () => {
    await makeRoom(ownerId, sender);
    const keptKey = randomBytes(18).toString('base64url');
    const values = { ownerId, sender, keptKey, path: path.slice(0, 255), fields: JSON.stringify(fields) };
    await KeptForm.create(values);
    return keptKey;
  });
}
