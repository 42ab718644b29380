import { countingAt, type Counting } from '../people/attempts.ts';
import { accountKey } from '../people/failure-counts.ts';
import { networkOf } from '../people/network-of.ts';
import { counted } from '../people/sign-in-refusals.ts';
import { ACCOUNT_FAILURES, ADDRESS_FAILURES, type Device } from '../people/sign-in-throttle.ts';

/**
 * Failures of passkeys have counts of their own: nobody can guess one, so whoever has it gets in though somebody else has
 * locked the passwords and codes of its owner or of the network.
 */
export function countPasskeyFrom(address: string, userId: number | null = null): Counting {
  return counted(countingAt(`passkey:${networkOf(address)}`, ADDRESS_FAILURES), userId);
}

/** How an attempt is counted with a passkey of somebody; of a browser that knows them apart. */
export function countPasskeyOf(userId: number, device: Device | undefined): Counting {
  const isKnown = device?.userIds.includes(userId) === true;
  const key = accountKey(userId, isKnown ? `passkey:${device.id}` : 'passkey');
  return counted(countingAt(key, ACCOUNT_FAILURES), userId);
}
