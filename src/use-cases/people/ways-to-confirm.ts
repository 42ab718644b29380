import { SignInIdentity } from '../../models/sign-in-identity.ts';
import { User } from '../../models/user.ts';
import type { Person } from '../../policies/actor.ts';
import { found } from '../../policies/policy.ts';
import { dueFactor, type DueFactor } from '../second-factor/due-factor.ts';
import type { DirectoryWay } from '../single-sign-on/enter-by-directory.ts';
import { maySignInByPassword } from './password-owners.ts';

/** By what people may be known beside the portal. */
export interface Services {
  readonly directory: DirectoryWay | undefined;
  /** Whether there is a provider of single sign-on. */
  readonly hasProvider: boolean;
}

/** How somebody can give credentials of their own. */
export interface WaysToConfirm {
  /** They have a password, here or in the directory. */
  readonly hasPassword: boolean;
  /** They sign in by the provider. */
  readonly hasProvider: boolean;
  /** What they type beside; undefined: nothing. */
  readonly due: DueFactor | undefined;
}

/** How somebody can confirm that it is they. */
export async function waysToConfirm(
  { id }: Person,
  { directory, hasProvider }: Services,
): Promise<WaysToConfirm> {
  const user = found(await User.scope('withPassword').findByPk(id));
  const links = await SignInIdentity.findAll({ attributes: ['issuer'], where: { userId: id } });
  const hasOwn = user.passwordHash !== '' && maySignInByPassword(user);
  const inDirectory = ({ issuer }: SignInIdentity) => issuer === directory?.directory.issuer;
  return {
    hasPassword: hasOwn || links.some(inDirectory),
    due: await dueFactor(id),
    hasProvider: hasProvider && links.some(({ issuer }) => !issuer.startsWith('ldap:')),
  };
}
