import { findAllSameText, findSameText } from '../../models/text.ts';
import { User } from '../../models/user.ts';

/**
 * The person of this username or e-mail address; an address stands for a person only where no other active person has
 * it. Programs are nobody to sign in, to file for or to tell.
 */
export async function findByLogin(login: string): Promise<User | undefined> {
  const named = await findSameText(User, 'username', login);
  if (named !== undefined || !login.includes('@')) return named?.isService === true ? undefined : named;
  const [user, another] = await findAllSameText(User, 'email', login, { isActive: true });
  return another === undefined ? user : undefined;
}
