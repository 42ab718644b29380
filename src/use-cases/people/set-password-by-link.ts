import { z } from 'zod';
import { ConflictError, InvalidInputError } from '../../errors.ts';
import { withAllRights } from '../../policies/actor.ts';
import { parseInput } from '../parse-input.ts';
import { ownPasswordInput } from './change-own-password.ts';
import { loadActor } from './load-actor.ts';
import { LinkGoneError, personOfLink } from './password-links.ts';
import { checkPassword } from './password-rules.ts';
import { updateUser } from './update-user.ts';

/** The fields of the form that a link leads to. */
export const linkPasswordInput = ownPasswordInput
  .omit({ currentPassword: true })
  .extend({ token: z.string('The link is not whole.').max(100, 'The link is not whole.') });

type Filled = z.output<typeof linkPasswordInput>;

/** The version settles who was first: whoever used the link, or changed the address, raised it. */
async function setOnce({ token, newPassword }: Filled): Promise<void> {
  const user = await personOfLink(token);
  checkPassword(newPassword, user, 'newPassword');
  const person = (await loadActor(user.id))?.actor;
  if (person === undefined) throw new LinkGoneError();
  const changes = { password: newPassword, mustChangePassword: false };
  await updateUser(withAllRights(person), user.id, changes, user.version);
}

/**
 * Sets the password of the person whose link this is, ends their sessions and takes all their links away.
 *
 * @throws LinkGoneError; InvalidInputError at the fields; UnavailableError when too many passwords are set at once.
 */
export async function setPasswordByLink(input: unknown): Promise<void> {
  const filled = parseInput(linkPasswordInput, input);
  // Before the fields: there is nothing to mend in a form that leads nowhere.
  await personOfLink(filled.token);
  if (filled.newPassword !== filled.repeatPassword)
    throw new InvalidInputError({ repeatPassword: 'The two passwords are not the same.' });
  try {
    await setOnce(filled);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    // Something else of the person was saved at the same moment, unless the link is gone now.
    await setOnce(filled);
  }
}
