import { randomBytes } from 'node:crypto';
import { Op } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { KeptForm } from '../../models/kept-form.ts';

/** Most forms that are kept for one person; of more, the oldest go. */
const MOST = 20;

/**
 * Keeps for its owner what was typed into a form that cannot be taken now.
 *
 * @param path where it was sent to.
 * @returns the key under which its owner finds it again.
 */
export function keepForm(
  ownerId: number,
  path: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<string> {
  return inTransaction(async () => {
    const keptKey = randomBytes(18).toString('base64url');
    await KeptForm.create({ ownerId, keptKey, path: path.slice(0, 255), fields: JSON.stringify(fields) });
    const kept = await KeptForm.findAll({
      attributes: ['id'],
      where: { ownerId },
      order: [['id', 'DESC']],
      offset: MOST,
      limit: MOST,
    });
    if (kept.length > 0) await KeptForm.destroy({ where: { id: { [Op.in]: kept.map(({ id }) => id) } } });
    return keptKey;
  });
}
