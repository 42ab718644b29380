import { countUse } from '../people/failure-counts.ts';
import { networkOf } from '../people/network-of.ts';
import { tellRefusal } from '../people/sign-in-refusals.ts';
import { refusalOf } from './refusal-of.ts';
import { SingleSignOnRefusedError } from './refusals.ts';

/** Answers that may be made up, from one network within a quarter of an hour. */
const MOST_SUSPICIOUS = 30;

/**
 * Does what follows from an answer of the provider, and tells the journal where it is refused. What may be made up counts
 * against the network that it came from, apart from its passwords: every page of every site can open the address that
 * answers come to, which is to lock nobody out, nor to fill the journal.
 *
 * @throws SingleSignOnRefusedError; ThrottledError for what may be made up after too many of these.
 */
export async function tellingRefusals<T>(address: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refusal = refusalOf(error);
    if (!(refusal instanceof SingleSignOnRefusedError)) throw error;
    if (refusal.isSuspicious) await countUse(`sso:${networkOf(address)}`, MOST_SUSPICIOUS);
    // Whom it concerned, where that is certain.
    await tellRefusal(refusal.userId, refusal.code);
    throw refusal;
  }
}
