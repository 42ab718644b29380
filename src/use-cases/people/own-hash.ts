import { UnavailableError } from '../../errors.ts';
import { User } from '../../models/user.ts';
import { hashPassword, isImportedHash } from './passwords.ts';

/** The own hash that takes the place of one from the old portal; where nobody has the time for it, the next sign-in does. */
export async function ownHash(password: string, { passwordHash }: User): Promise<string | undefined> {
  if (!isImportedHash(passwordHash)) return undefined;
  try {
    return await hashPassword(password);
  } catch (error) {
    if (error instanceof UnavailableError) return undefined;
    throw error;
  }
}

/** Puts it there, unless the password was changed meanwhile; for the transaction that tells of the sign-in. */
export async function keepOwnHash(
  { id, passwordHash: former }: User,
  passwordHash: string | undefined,
): Promise<void> {
  if (passwordHash === undefined) return;
  await User.update({ passwordHash }, { where: { id, passwordHash: former }, silent: true });
}
