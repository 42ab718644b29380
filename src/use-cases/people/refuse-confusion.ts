import { InvalidInputError } from '../../errors.ts';
import { findAllSameText, otherThan } from '../../models/text.ts';
import { User } from '../../models/user.ts';

async function belongsToAnother(
  attribute: 'username' | 'email',
  value: string,
  id: number | null,
): Promise<boolean> {
  if (value === '') return false;
  return (await findAllSameText(User, attribute, value, otherThan(id))).length > 0;
}

/**
 * Refuses a username that is somebody else's e-mail address, and the other way round: both sign people in, and one
 * person's must never lead to another's account.
 *
 * @param user the person as they are about to be saved; null as id: somebody new.
 * @throws InvalidInputError at `username` or `email`.
 */
export async function refuseConfusion(user: {
  readonly id: number | null;
  readonly username: string;
  readonly email: string;
}): Promise<void> {
  if (user.username.includes('@') && (await belongsToAnother('email', user.username, user.id))) {
    throw new InvalidInputError({ username: 'This is the e-mail address of somebody else.' });
  }
  if (await belongsToAnother('username', user.email, user.id)) {
    throw new InvalidInputError({ email: 'This is the username of somebody else.' });
  }
}
