import { log } from '../../log.ts';
import { SignInIdentity } from '../../models/sign-in-identity.ts';
import { DirectoryError } from '../../sign-on/ldap-directory.ts';
import { DirectoryAwayError, type DirectoryWay } from './enter-by-directory.ts';
import { hashOf } from './rules.ts';

/** Somebody's accounts of this service; there may be several, if it was moved. */
export function linksWith(userId: number, issuer: string): Promise<SignInIdentity[]> {
  return SignInIdentity.findAll({ where: { userId, issuerHash: hashOf(issuer) } });
}

/**
 * Whether this is the password that somebody has in the directory.
 *
 * @throws DirectoryAwayError.
 */
export async function isDirectoryPassword(
  userId: number,
  password: string,
  { directory }: DirectoryWay,
): Promise<boolean> {
  for (const { subject } of await linksWith(userId, directory.issuer)) {
    const isTheirs = await directory.isPasswordOf(subject, password).catch((error: unknown) => {
      if (!(error instanceof DirectoryError)) throw error;
      log.error({ err: error.cause }, error.message);
      throw new DirectoryAwayError();
    });
    if (isTheirs) return true;
  }
  return false;
}
