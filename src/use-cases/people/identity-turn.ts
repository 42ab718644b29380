import { waitForTurn } from '../../database/turns.ts';

/**
 * Until the transaction ends nobody else is made, or gets another username or e-mail address: two at once could be each
 * other's, or look the same, and neither would see the other. Taken before any other lock, groups and people included.
 */
export function takeIdentityTurn(): Promise<void> {
  return waitForTurn('identities');
}
