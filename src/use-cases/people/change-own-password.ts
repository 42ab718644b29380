import { z } from 'zod';
import { InvalidInputError } from '../../errors.ts';
import { inTransaction } from '../../database/transaction.ts';
import { justProven } from '../../journal/proof.ts';
import { User } from '../../models/user.ts';
import { withAllRights, type Person } from '../../policies/actor.ts';
import { found } from '../../policies/policy.ts';
import { parseInput } from '../parse-input.ts';
import { requireOwnFactor } from '../second-factor/due-factor.ts';
import { trying } from './attempts.ts';
import { loadActor, type SignedIn } from './load-actor.ts';
import { checkPassword } from './password-rules.ts';
import { isSamePassword, verifyPassword } from './passwords.ts';
import { setPassword } from './set-password.ts';
import { countAtPassword } from './sign-in-throttle.ts';

/** The fields of the password form. */
export const ownPasswordInput = z.object({
  currentPassword: z.string('The current password is required.').min(1, 'The current password is required.'),
  newPassword: z.string('The new password is required.').min(1, 'The new password is required.'),
  repeatPassword: z.string('Repeat the new password.').min(1, 'Repeat the new password.'),
});

function requireCurrent(user: User, password: string): Promise<void> {
  return trying(countAtPassword(user.id), async (attempt) => {
    if (!(await verifyPassword(password, user.passwordHash))) {
      throw new InvalidInputError({ currentPassword: 'This is not your current password.' });
    }
    await attempt.forgive();
  });
}

/**
 * Changes one's own password and ends all of one's sessions, the present one included.
 *
 * @returns they, as a session has to know them that begins anew; undefined: they may not sign in any more.
 * @throws ProofNeededError for whoever has a second factor; InvalidInputError at the fields; ThrottledError after too many wrong present passwords; UnavailableError when
 *   too many passwords are looked at at once.
 */
export async function changeOwnPassword(person: Person, input: unknown): Promise<SignedIn | undefined> {
  const { currentPassword, newPassword, repeatPassword } = parseInput(ownPasswordInput, input);
  // The present password alone is not enough of those who have more to give.
  await requireOwnFactor(person.id);
  const user = found(await User.scope('withPassword').findByPk(person.id));
  await requireCurrent(user, currentPassword);
  if (newPassword !== repeatPassword) {
    throw new InvalidInputError({ repeatPassword: 'The two new passwords are not the same.' });
  }
  if (isSamePassword(newPassword, currentPassword)) {
    throw new InvalidInputError({ newPassword: 'This is your present password. Choose another.' });
  }
  checkPassword(newPassword, user, 'newPassword');
  // Everybody may change their own; the right to set passwords is about those of others.
  return justProven(() =>
    inTransaction(async () => {
      await setPassword(withAllRights(person), person.id, newPassword, false);
      return loadActor(person.id);
    }),
  );
}
