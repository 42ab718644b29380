import { inTransaction } from '../../database/transaction.ts';
import { InvalidInputError } from '../../errors.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { changeMembership, requireGroups } from '../groups/membership.ts';
import { parseInput } from '../parse-input.ts';
import { rememberMade } from '../submissions/make-once.ts';
import { mailPasswordLink } from './mail-password-link.ts';
import { checkPassword, type PasswordOwner } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { refuseBeyond } from './refuse-beyond.ts';
import { rightsOf } from './rights-of.ts';
import { refuseConfusion, refuseLookAlike } from './refuse-confusion.ts';
import { saveProfile } from './save-profile.ts';
import { newUser } from './user-input.ts';
import { record } from '../../journal/record.ts';
import { beginningOf } from '../../journal/row-changes.ts';

/** Asked for outside the transaction: hashing takes long, and on SQLite everybody else would wait for it. */
async function hashOf(password: string, owner: PasswordOwner): Promise<string> {
  if (password !== '') {
    checkPassword(password, owner);
    return hashPassword(password);
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
  const passwordHash = await hashOf(password, { username: values.username, email: values.email ?? '' });
  return inTransaction(async () => {
    await refuseLookAlike(values.username, null);
    await refuseConfusion({ id: null, email: '', ...values });
    const user = await User.create({ ...values, passwordHash });
    const ofProfile = await saveProfile(user.id, profile);
    await requireGroups(groupIds);
    const groups = await changeMembership(user.id, new Set(), groupIds, 'add');
    const rights = (await rightsOf([user])).get(user.id);
    refuseBeyond(actor, { id: user.id, rights: new Set() }, ['groups'], rights);
    const changes = { ...beginningOf(user), ...ofProfile, ...groups };
    await record({ name: 'user.created', by: actor, subjectId: user.id, details: { changes } });
    if (password === '') await mailPasswordLink(actor, user, 'new', `password-link:new:${user.id}`);
    await rememberMade(user.id);
    return user;
  });
}
