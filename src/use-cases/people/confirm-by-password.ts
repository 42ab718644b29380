import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { InvalidInputError } from '../../errors.ts';
import type { SignInWay } from '../../journal/sign-in-events.ts';
import { record } from '../../journal/record.ts';
import { User } from '../../models/user.ts';
import type { Person } from '../../policies/actor.ts';
import { found } from '../../policies/policy.ts';
import { parseInput } from '../parse-input.ts';
import { isDirectoryPassword } from '../single-sign-on/directory-password.ts';
import { DirectoryAwayError, type DirectoryWay } from '../single-sign-on/enter-by-directory.ts';
import { confirmByFactor, factorField } from '../second-factor/confirm-by-factor.ts';
import { dueFactor } from '../second-factor/due-factor.ts';
import { rowIdOr } from '../whole-number.ts';
import { trying } from './attempts.ts';
import { maySignInByPassword } from './password-owners.ts';
import { verifyPassword } from './passwords.ts';
import { counted, requireOwner, tellRefusal } from './sign-in-refusals.ts';
import { countAtPassword } from './sign-in-throttle.ts';

/** What somebody types who confirms that it is they. */
export const confirmationInput = z.object({
  password: z.string('Enter your password.').min(1, 'Enter your password.'),
  /** Of whoever has a second factor. */
  code: factorField,
  /** Whom a page was opened as: nobody else confirms there. */
  openedAs: rowIdOr('This page names nobody.').optional(),
});

/** By which password it is they; undefined: by none that they have. */
async function wayOf(
  user: User,
  password: string,
  directory: DirectoryWay | undefined,
): Promise<SignInWay | 'password' | undefined> {
  const isRight = await verifyPassword(password, user.passwordHash);
  if (isRight && maySignInByPassword(user)) return 'password';
  const isThere = directory !== undefined && (await isDirectoryPassword(user.id, password, directory));
  return isThere ? 'ldap' : undefined;
}

function requirePassword(user: User, password: string, directory: DirectoryWay | undefined) {
  return trying(counted(countAtPassword(user.id), user.id), async (attempt) => {
    const way = await wayOf(user, password, directory).catch(async (error: unknown) => {
      // Their password of the portal was looked at, and this is another.
      if (error instanceof DirectoryAwayError && user.passwordHash !== '') await attempt.fail();
      throw error;
    });
    if (way === undefined) {
      await tellRefusal(user.id, 'wrong_confirmation');
      throw new InvalidInputError({ password: 'This is not your password.' });
    }
    await attempt.forgive();
    return way;
  });
}

/**
 * Makes sure by their password, of the portal or of a directory, that it is still they who sit at their open session, and by
 * their second factor where they have one; whoever calls this notes it in the session.
 *
 * @throws InvalidInputError at `password`, or at `code` where the password was right; ThrottledError after too many wrong ones; ConflictError for somebody else than the page
 *   is of; UnavailableError where nobody could look at it.
 */
export async function confirmByPassword(
  person: Person,
  input: unknown,
  directory?: DirectoryWay,
): Promise<void> {
  const { password, code, openedAs } = parseInput(confirmationInput, input);
  await requireOwner(person, openedAs);
  const user = found(await User.scope('withPassword').findByPk(person.id));
  const way = await requirePassword(user, password, directory);
  const due = await dueFactor(user.id);
  if (due !== undefined) await confirmByFactor(person, due, code);
  const details = way === 'password' ? {} : { through: way };
  await inTransaction(() => record({ name: 'session.confirmed', by: person, subjectId: person.id, details }));
}
