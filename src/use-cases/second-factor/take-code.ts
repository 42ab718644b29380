import { Op } from 'sequelize';
import { decryptSecret, UnreadableSecret } from '../../database/stored-secret.ts';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { UnavailableError } from '../../errors.ts';
import { SecondFactor } from '../../models/second-factor.ts';
import { stepOf } from './one-time-codes.ts';
import { secretPurpose } from './stored-factor.ts';

function secretOf({ userId, secret }: SecondFactor): string {
  try {
    return decryptSecret(secret, secretPurpose(userId));
  } catch (error) {
    if (!(error instanceof UnreadableSecret)) throw error;
    throw new UnavailableError(
      'The portal cannot look at codes of your app at present. Use a recovery code, or ask an administrator.',
    );
  }
}

/** Whether a code was taken of the app as it was read; of one that changed meanwhile none is. */
async function takeOf(factor: SecondFactor, typed: string): Promise<boolean> {
  const now = presentMoment();
  const step = stepOf(secretOf(factor), typed, now);
  if (step === undefined) return false;
  const isUnused = { [Op.or]: [{ lastStep: null }, { lastStep: { [Op.lt]: step } }] };
  // With the secret that was looked at: another may have taken its place meanwhile.
  const where = { id: factor.id, secret: factor.secret, ...isUnused };
  const [taken] = await inTransaction(() =>
    SecondFactor.update({ lastStep: step, lastUsedAt: now }, { where }),
  );
  return taken === 1;
}

/** The same secret, encrypted by another key. */
function isSameAnew(now: SecondFactor, before: SecondFactor): boolean {
  return now.secret !== before.secret && secretOf(now) === secretOf(before);
}

/**
 * Takes a code of somebody's app, once: of two who send it at the same moment one succeeds.
 *
 * @returns whether it was right, and neither it nor a later one was taken before.
 * @throws UnavailableError where it cannot be looked at.
 */
export async function takeCode(userId: number, typed: string): Promise<boolean> {
  const of = { where: { userId } };
  for (let factor = await SecondFactor.findOne(of); factor !== null;) {
    if (await takeOf(factor, typed)) return true;
    const again: SecondFactor | null = await SecondFactor.findOne(of);
    // The key was changed at that moment, which is no fault of whoever typed the code.
    if (again === null || !isSameAnew(again, factor)) return false;
    factor = again;
  }
  return false;
}
