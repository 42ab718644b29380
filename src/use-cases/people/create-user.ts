import { inTransaction } from '../../database/transaction.ts';
import { InvalidInputError } from '../../errors.ts';
import type { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { parseInput } from '../parse-input.ts';
import { rememberMade } from '../submissions/make-once.ts';
import { insertPerson } from './insert-person.ts';
import { mailPasswordLink } from './mail-password-link.ts';
import { maySignInByPassword } from './password-owners.ts';
import { checkPassword, type PasswordOwner } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { newUser } from './user-input.ts';

/** Asked for outside the transaction: hashing takes long, and on SQLite everybody else would wait for it. */
async function hashOf(actor: Actor, password: string, owner: PasswordOwner): Promise<string> {
  if (password !== '') {
    checkPassword(password, owner);
    return hashPassword(password, actor);
  }
  if (owner.email.trim() !== '') return '';
  throw new InvalidInputError({
    password: 'The password is required, as there is no e-mail address to send a link to.',
  });
}

/**
 * Creates a person with profile and groups, all of it or nothing; one without a password is sent a link to set it.
 *
 * @throws InvalidInputError at the fields, those of the profile as `profile.mainPortalId`.
 */
export async function createUser(actor: Actor, input: unknown): Promise<User> {
  const { password, groupIds = [], profile = {}, ...values } = parseInput(newUser, input);
  authorize(userPolicy, actor, 'create');
  if (values.isSuperuser === true) authorize(userPolicy, actor, 'setSuperuser');
  if (groupIds.length > 0) authorize(userPolicy, actor, 'assignGroups');
  const passwordHash = await hashOf(actor, password, {
    username: values.username,
    email: values.email ?? '',
  });
  return inTransaction(async () => {
    const user = await insertPerson(actor, { ...values, passwordHash, groupIds, profile });
    if (password === '' && maySignInByPassword(user))
      await mailPasswordLink(actor, user, 'new', `password-link:new:${user.id}`);
    await rememberMade(user.id);
    return user;
  });
}
