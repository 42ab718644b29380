import { inTransaction } from '../../database/transaction.ts';
import { ThrottledError } from '../../errors.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { presentSurroundings } from '../../journal/surroundings.ts';
import { findAllSameText, findSameText } from '../../models/text.ts';
import { User } from '../../models/user.ts';
import { parseInput } from '../parse-input.ts';
import { countUse } from './failure-counts.ts';
import { networkOf } from './network-of.ts';
import { signInInput } from './sign-in.ts';

/** The kind of job that finds out whose password was forgotten. */
export const SENDING_LINK = 'people.send-password-link';
/** The id that stands where nobody was found. */
const NOBODY = 0;
/** Links that can be asked for from one network address in a quarter of an hour. */
const MOST_PER_ADDRESS = 10;

/** Who says that they forgot their password, and from where. */
export const askInput = signInInput.pick({ login: true, address: true });

async function countAsking(address: string): Promise<void> {
  try {
    await countUse(`forgotten:${networkOf(address)}`, MOST_PER_ADDRESS);
  } catch (error) {
    if (!(error instanceof ThrottledError)) throw error;
    throw new ThrottledError(error.retryAfter, 'This was asked for too often from here.');
  }
}

/** Whom a link is for; with an address it is for all who have it. */
interface Asked {
  readonly personId: number;
  readonly toAll: boolean;
}

/** Whom a login names, or a number that nobody has, after the same questions to the database for both. */
async function askedOf(login: string): Promise<Asked> {
  const [named, addressed] = await Promise.all([
    findSameText(User, 'username', login),
    findAllSameText(User, 'email', login, { isActive: true }),
  ]);
  const toAll = named === undefined && login.includes('@');
  const [user] = toAll ? addressed : [named];
  return { personId: user?.id ?? NOBODY, toAll };
}

/**
 * Takes down that somebody wants a link to set a password, with the id of that person: what was typed may be a password,
 * and is kept nowhere. Whether there is such a person, and whether they may have a link, changes nothing of what is
 * written here: a job finds out, so that neither the answer nor its time tells it.
 *
 * @throws InvalidInputError at `login`; ThrottledError for an address that asks too often.
 */
export async function askForPasswordLink(input: unknown): Promise<void> {
  const { login, address } = parseInput(askInput, input);
  await countAsking(address);
  const payload = { ...(await askedOf(login)), from: presentSurroundings() };
  await inTransaction(() => enqueue(SENDING_LINK, payload));
}
