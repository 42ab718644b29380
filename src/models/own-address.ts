import { isMailAddress } from '../mail-address.ts';
import { hasInvisible, plainLetters, tidy } from './text.ts';

/**
 * Whether somebody can be reached by this address and sign in by it. Usernames are stored in plain letters, so that an
 * address of full-width ones could be the username of somebody else: it is none.
 */
export function isOwnAddress(address: string): boolean {
  return isMailAddress(address) && !hasInvisible(address) && plainLetters(address) === tidy(address);
}
