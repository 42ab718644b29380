import { UnavailableError } from '../../errors.ts';
import { log } from '../../log.ts';
import { DirectoryError, type LdapDirectory } from '../../sign-on/ldap-directory.ts';
import { completeSignIn, type Coming, type LetIn } from './complete-sign-in.ts';
import type { MatchRules } from './rules.ts';

/** A directory of people beside the portal's own passwords. */
export interface DirectoryWay {
  readonly directory: LdapDirectory;
  readonly rules: MatchRules;
  /** Whether it is asked before passwords of the portal are looked at. */
  readonly isFirst: boolean;
}

/** Nobody can say whether a password of the directory is right. */
export class DirectoryAwayError extends UnavailableError {
  constructor() {
    super(
      'The directory that knows your password does not answer. Try again in a moment. Whoever has a password of the portal can sign in with that meanwhile.',
    );
  }
}

/**
 * Lets in who has this login and this password in the directory; undefined: nobody has.
 *
 * @throws DirectoryAwayError; SingleSignOnRefusedError for somebody who has them and is not let in here.
 */
export async function enterByDirectory(
  { login, password }: { readonly login: string; readonly password: string },
  { directory, rules }: DirectoryWay,
  coming: Omit<Coming, 'through'>,
): Promise<LetIn | undefined> {
  const identity = await directory.prove(login, password).catch((error: unknown) => {
    if (!(error instanceof DirectoryError)) throw error;
    log.error({ err: error.cause }, error.message);
    throw new DirectoryAwayError();
  });
  return identity && completeSignIn(identity, rules, { ...coming, through: 'ldap' });
}
