import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize, found } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { lockUsers } from './lock-users.ts';
import { refusePrograms } from './refuse-programs.ts';
import { mailPasswordLink } from './mail-password-link.ts';
import { maySignInByPassword } from './password-owners.ts';

/**
 * Sends a person a link by which they set a password themselves.
 *
 * @throws ForbiddenError, NotFoundError; ConflictError for somebody inactive or without an address.
 * @returns whether a mail goes: not where they were sent one a moment ago.
 */
export async function sendPasswordLink(actor: Actor, id: number): Promise<boolean> {
  authorize(userPolicy, actor, 'setPassword');
  return inTransaction(async () => {
    const user = found((await lockUsers([id]))[0]);
    refusePrograms([user]);
    if (!user.isActive) throw new ConflictError('This person is not active. Activate them first.');
    if (user.email === '') throw new ConflictError('This person has no e-mail address. Enter one first.');
    if (!maySignInByPassword(user))
      throw new ConflictError('Passwords are for superusers alone: this person signs in by single sign-on.');
    return mailPasswordLink(actor, user, 'sent', `password-link:${randomUUID()}`);
  });
}
