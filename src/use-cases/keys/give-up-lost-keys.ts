import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { journalKeys } from '../../journal/key.ts';
import { UsedKey } from '../../models/used-key.ts';
import type { Actor } from '../../policies/actor.ts';
import { keyPolicy } from '../../policies/key.ts';
import { authorize } from '../../policies/policy.ts';
import { retireKeys } from './retire-keys.ts';
import { unknownAmong } from './take-key.ts';

/**
 * Goes on without keys that nobody has any more: what they encrypted is never read again, and what they sealed is never
 * proven. Returns their names.
 */
export async function giveUpLostKeys(actor: Actor): Promise<string[]> {
  authorize(keyPolicy, actor, 'rotate');
  const lost = unknownAmong(await UsedKey.findAll()).map(({ keyId }) => keyId);
  await retireKeys(actor, lost, true);
  const { id: keyId } = journalKeys.present;
  await inTransaction(async () => {
    const [again] = await UsedKey.update({ retiredAt: null }, { where: { keyId } });
    if (again === 0 && (await UsedKey.count({ where: { keyId } })) === 0)
      await UsedKey.create({ keyId, since: presentMoment() });
  });
  return lost;
}
