import { createHash } from 'node:crypto';
import { plainLetters, textKey } from '../../models/text.ts';
import { countingAt, type Counting } from './attempts.ts';
import { accountKey, secondStepKey } from './failure-counts.ts';
import { networkOf } from './network-of.ts';

/** Failures after which an account waits. */
export const ACCOUNT_FAILURES = 5;
/** Failures after which an address waits, whatever accounts it tried. */
export const ADDRESS_FAILURES = 30;

/** A browser that remembers who signed in with it; its memory is signed, so that nobody makes one up. */
export interface Device {
  /** Random, of hexadecimal digits. */
  readonly id: string;
  readonly userIds: readonly number[];
}

/** Whether somebody who signed in before does so with a browser that does not know them. */
export function isNewDevice(
  { id, lastLogin }: { readonly id: number; readonly lastLogin: Date | null },
  device: Device | undefined,
): boolean {
  return lastLogin !== null && device?.userIds.includes(id) !== true;
}

/** How an attempt is counted that comes from a network address. */
export function countFromAddress(address: string): Counting {
  return countingAt(`address:${networkOf(address)}`, ADDRESS_FAILURES);
}

/**
 * Whose failures they are: a person's, in whatever spelling; of a made-up name the name's, which gets locked like a real
 * one. A device that signed in as this person before has a count of its own, so that nobody locks them out from afar.
 */
function keyOf(login: string, userId: number | undefined, device: Device | undefined): string {
  if (userId === undefined) {
    return `name:${createHash('sha256')
      .update(textKey(plainLetters(login)))
      .digest('hex')}`;
  }
  const isKnown = device?.userIds.includes(userId) === true;
  return isKnown ? accountKey(userId, `device:${device.id}`) : accountKey(userId);
}

/** How an attempt is counted to sign in as somebody. */
export function countAtAccount(
  login: string,
  userId: number | undefined,
  device: Device | undefined,
): Counting {
  return countingAt(keyOf(login, userId, device), ACCOUNT_FAILURES);
}

/** How an attempt is counted to name one's present password, for whoever sits at somebody's open session. */
export function countAtPassword(userId: number): Counting {
  return countingAt(accountKey(userId, 'password'), ACCOUNT_FAILURES);
}

/** How an attempt is counted to give a second factor beside one's credentials at one's open session; a sign-in from afar locks it not. */
export function countAtConfirmedStep(userId: number): Counting {
  return countingAt(secondStepKey(userId, 'confirm'), ACCOUNT_FAILURES);
}

/**
 * How an attempt is counted to give a second factor, apart from those to give a password: a right password, or a new one, forgives
 * none of these. A device that is known has a count of its own, as above.
 */
export function countAtSecondStep(userId: number, device: Device | undefined): Counting {
  const isKnown = device?.userIds.includes(userId) === true;
  return countingAt(secondStepKey(userId, isKnown ? `device:${device.id}` : undefined), ACCOUNT_FAILURES);
}
