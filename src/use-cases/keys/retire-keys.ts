import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import { UsedKey } from '../../models/used-key.ts';
import type { Actor } from '../../policies/actor.ts';

/** Remembers that nothing goes by these keys any more, or that they are lost. */
export async function retireKeys(actor: Actor, keyIds: readonly string[], isLost = false): Promise<void> {
  await inTransaction(async () => {
    for (const keyId of keyIds) {
      const where = { keyId, retiredAt: null };
      const [retired] = await UsedKey.update({ retiredAt: presentMoment() }, { where });
      const details = { key: keyId, ...(isLost ? { lost: true as const } : {}) };
      if (retired > 0) await record({ name: 'secret_key.retired', by: actor, subjectId: null, details });
    }
  });
}
