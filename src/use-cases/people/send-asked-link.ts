import { z } from 'zod';
import { ThrottledError } from '../../errors.ts';
import { doneFrom, ORIGINS } from '../../journal/surroundings.ts';
import { User } from '../../models/user.ts';
import { accountKey, countUse } from './failure-counts.ts';
import { maySignInByPassword } from './password-owners.ts';
import { mailPasswordLink } from './mail-password-link.ts';

/** Links that one person is sent in a quarter of an hour, however many are asked for. */
const MOST_PER_PERSON = 3;
/** People of one address who are sent one. */
const MOST_OF_ADDRESS = 10;

const payloadInput = z.object({
  personId: z.number(),
  toAll: z.boolean().default(false),
  from: z.object({
    origin: z.enum(ORIGINS),
    address: z.string().nullish(),
    requestId: z.string().nullish(),
  }),
});

async function isTooMuch(userId: number): Promise<boolean> {
  try {
    await countUse(accountKey(userId, 'link'), MOST_PER_PERSON);
    return false;
  } catch (error) {
    if (error instanceof ThrottledError) return true;
    throw error;
  }
}

/** Those who may have a link: the person, or all who have the same address. */
async function askersOf({ personId, toAll }: z.output<typeof payloadInput>): Promise<User[]> {
  const user = await User.findByPk(personId);
  if (user === null || user.email === '') return [];
  const who = toAll ? { emailFolded: user.emailFolded } : { id: user.id };
  const users = await User.findAll({
    where: { ...who, isActive: true },
    order: ['id'],
    limit: MOST_OF_ADDRESS,
  });
  return users.filter(maySignInByPassword);
}

/**
 * Sends a link to whoever forgot their password, if there is such a person, who is active and has an address; to each of
 * several who share the address that was typed, with their username in it. Returns how many were sent.
 */
export async function sendAskedLink(payload: unknown, jobId: number): Promise<number> {
  const asked = payloadInput.parse(payload);
  const { origin, address = null, requestId = null } = asked.from;
  let sent = 0;
  for (const user of await askersOf(asked)) {
    if (await isTooMuch(user.id)) continue;
    const goes = await doneFrom({ origin, address, requestId }, () =>
      mailPasswordLink({ id: null, name: '' }, user, 'asked', `password-link:job:${jobId}:${user.id}`),
    );
    sent += goes ? 1 : 0;
  }
  return sent;
}
