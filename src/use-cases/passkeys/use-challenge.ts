import { UniqueConstraintError } from 'sequelize';
import { UsedPasskeyChallenge } from '../../models/used-passkey-challenge.ts';
import type { Answered } from '../../sign-on/passkeys/challenges.ts';
import { PasskeyRefusedError } from './refusals.ts';

/**
 * Notes in the running transaction that a challenge was answered: of two answers at once the database lets one.
 *
 * @throws PasskeyRefusedError.
 */
export async function useChallenge({ idHash, expires }: Answered, userId: number): Promise<void> {
  try {
    await UsedPasskeyChallenge.create({ idHash, expires });
  } catch (error) {
    if (error instanceof UniqueConstraintError) throw new PasskeyRefusedError('used', userId);
    throw error;
  }
}
