import { z } from 'zod';
import { AppError, ConflictError, ThrottledError, UnavailableError } from '../../errors.ts';
import { inTransaction } from '../../database/transaction.ts';
import { hasInvisible } from '../../models/text.ts';
import { NAME_COLUMNS, User } from '../../models/user.ts';
import type { Person } from '../../policies/actor.ts';
import { rowIdOr } from '../whole-number.ts';
import { parseInput } from '../parse-input.ts';
import { findByLogin } from './find-by-login.ts';
import { loadActor, type SignedIn } from './load-actor.ts';
import { maySignInByPassword } from './password-owners.ts';
import { verifyPassword } from './passwords.ts';
import type { Attempt } from './failure-counts.ts';
import { countAtAccount, countFromAddress, type Device } from './sign-in-throttle.ts';
import { record } from '../../journal/record.ts';

const LOGIN_MISSING = 'Enter your username or e-mail address.';
/** As long as an e-mail address can be, in characters. */
const LOGIN_LENGTH = 254;
const LOGIN_TOO_LONG = `A username or e-mail address has at most ${LOGIN_LENGTH} characters.`;
const LOGIN_STRANGE = 'This has a space or an invisible character, which no username or e-mail address has.';

/** The fields of the sign-in form, and where it came from: the network address and a browser that is known. */
export const signInInput = z.object({
  login: z
    .string(LOGIN_MISSING)
    .max(LOGIN_LENGTH * 4, LOGIN_TOO_LONG)
    .trim()
    .min(1, LOGIN_MISSING)
    .refine((login) => Array.from(login).length <= LOGIN_LENGTH, LOGIN_TOO_LONG)
    .refine((login) => !hasInvisible(login) && !/\s/.test(login), LOGIN_STRANGE),
  password: z.string('Enter your password.').min(1, 'Enter your password.'),
  address: z.string(),
  /** Whom a page was opened as that lost its session: nobody else goes on there. */
  openedAs: rowIdOr('This page names nobody.').optional(),
  device: z.object({ id: z.string(), userIds: z.array(z.number()).readonly() }).optional(),
});

/** The same for an unknown person, a wrong password and somebody inactive. */
class WrongCredentialsError extends AppError {
  constructor() {
    super('wrong_credentials', 401, 'The username or password is not right.');
  }
}

/** Whether the password is right; where nobody had the time to look, it was no attempt. */
async function matches(
  password: string,
  user: User | undefined,
  attempts: readonly Attempt[],
): Promise<boolean> {
  try {
    return await verifyPassword(password, user?.passwordHash);
  } catch (error) {
    if (error instanceof UnavailableError) for (const attempt of attempts) await attempt.takeBack();
    throw error;
  }
}

/** Tells whose account was asked for; what was typed may be anything, a password too, and is told nowhere. */
async function tellRefusal(user: User | undefined, reason: string): Promise<void> {
  const details = { reason };
  const entry = { by: { id: null, name: '' }, subjectId: user?.id ?? null, details };
  await inTransaction(() => record({ name: 'session.refused', ...entry }));
}

async function refused(user: User | undefined, reason?: string): Promise<Error> {
  const error = new WrongCredentialsError();
  await tellRefusal(user, reason ?? error.code);
  return error;
}

/** The password was right, and the page is somebody else's. */
async function refusedOther({ id, name }: Person, openedAs: number): Promise<Error> {
  const owner = await User.findByPk(openedAs, { attributes: NAME_COLUMNS });
  const whose = owner?.displayName ?? 'somebody else';
  const details = { reason: 'opened_as_another' };
  await inTransaction(() =>
    record({ name: 'session.refused', by: { id: null, name: '' }, subjectId: id, details }),
  );
  return new ConflictError(
    `This page was opened as ${whose}, and you are ${name}. Sign in as ${whose}, or open the page anew as yourself.`,
  );
}

/** Whether somebody who signed in before does so with a browser that does not know them. */
function isNewDevice({ id, lastLogin }: User, device: Device | undefined): boolean {
  return lastLogin !== null && device?.userIds.includes(id) !== true;
}

/** Counts an attempt; of one that is one too many the journal tells as well. */
async function counted(attempt: Promise<Attempt>, user?: User): Promise<Attempt> {
  try {
    return await attempt;
  } catch (error) {
    if (error instanceof ThrottledError) await tellRefusal(user, 'locked');
    throw error;
  }
}

/**
 * Checks a username or e-mail address, in any letter case, and a password.
 *
 * @throws AppError 401, in the same words and time whatever was wrong; ThrottledError after too many failures;
 *   UnavailableError when too many people sign in at once; ConflictError for somebody else than the page is of.
 */
export async function signIn(input: unknown): Promise<SignedIn> {
  const { login, password, address, device, openedAs } = parseInput(signInInput, input);
  const fromAddress = await counted(countFromAddress(address));
  const user = await findByLogin(login);
  const atAccount = await counted(countAtAccount(login, user?.id, device), user);
  const isRight = await matches(password, user, [fromAddress, atAccount]);
  const signedIn = isRight && user !== undefined ? await loadActor(user.id) : undefined;
  // A password changed meanwhile ended all sessions; one that began with the old password must not outlive it.
  if (signedIn === undefined || signedIn.sessionVersion !== user?.sessionVersion) throw await refused(user);
  // In the same words as for a wrong one: whether it was right is told to nobody.
  if (!maySignInByPassword(user)) throw await refused(user, 'sso_only');
  await atAccount.forgive();
  await fromAddress.takeBack();
  const { actor } = signedIn;
  if (openedAs !== undefined && openedAs !== actor.id) throw await refusedOther(actor, openedAs);
  await inTransaction(async () => {
    await User.update({ lastLogin: new Date() }, { where: { id: actor.id }, silent: true });
    const details = isNewDevice(user, device) ? { isNewDevice: true as const } : {};
    await record({ name: 'session.opened', by: actor, subjectId: actor.id, details });
  });
  return signedIn;
}
