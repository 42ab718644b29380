import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { inTransaction } from '../../database/transaction.ts';
import { findSameText, tidy } from '../../models/text.ts';
import { User } from '../../models/user.ts';
import { parseInput } from '../parse-input.ts';
import { loadActor, type SignedIn } from './load-actor.ts';
import { verifyPassword } from './passwords.ts';
import { countAttempt } from './sign-in-throttle.ts';

/** The fields of the sign-in form, and the network address the form came from. */
export const signInInput = z.object({
  login: z
    .string('Enter your username or e-mail address.')
    .trim()
    .min(1, 'Enter your username or e-mail address.'),
  password: z.string('Enter your password.').min(1, 'Enter your password.'),
  address: z.string(),
});

/** The same for an unknown person, a wrong password and somebody inactive. */
class WrongCredentialsError extends AppError {
  constructor() {
    super('wrong_credentials', 401, 'The username or password is not right.');
  }
}

/** An e-mail address stands for a person only where no other active person has it. */
async function findByLogin(login: string): Promise<User | undefined> {
  const named = await findSameText(User, 'username', login.normalize('NFKC'));
  if (named !== undefined || !login.includes('@')) return named;
  const users = await User.scope('withPassword').findAll({
    where: { email: tidy(login), isActive: true },
    limit: 2,
  });
  return users.length === 1 ? users[0] : undefined;
}

/**
 * Checks a username or e-mail address, in any letter case, and a password.
 *
 * @throws AppError 401, in the same words and time whatever was wrong; ThrottledError after too many failures.
 */
export async function signIn(input: z.input<typeof signInInput>): Promise<SignedIn> {
  const { login, password, address } = parseInput(signInInput, input);
  const takeBack = await countAttempt(login, address);
  const user = await findByLogin(login);
  const matches = await verifyPassword(password, user?.passwordHash);
  const signedIn = matches && user !== undefined ? await loadActor(user.id) : undefined;
  // A password changed meanwhile ended all sessions; one that began with the old password must not outlive it.
  if (signedIn === undefined || signedIn.sessionVersion !== user?.sessionVersion)
    throw new WrongCredentialsError();
  await takeBack();
  await inTransaction(() =>
    User.update({ lastLogin: new Date() }, { where: { id: signedIn.actor.id }, silent: true }),
  );
  return signedIn;
}
