import { inTransaction } from '../../database/transaction.ts';
import { ForbiddenError, StaleError } from '../../errors.ts';
import type { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize, found } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { indexReporter } from '../complaints/search/index-reporter.ts';
import { changeRights } from '../groups/change-rights.ts';
import { changeMembership, groupsOf, requireGroups } from '../groups/membership.ts';
import { parseInput } from '../parse-input.ts';
import { endSessions, type EndReason } from './end-sessions.ts';
import { takeIdentityTurn } from './identity-turn.ts';
import { keepLastSuperuser, lockUsers } from './lock-users.ts';
import { liftLocks } from './failure-counts.ts';
import { forgetPasswordLinks } from './password-links.ts';
import { checkPassword, type PasswordOwner } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { refuseBeyond } from './refuse-beyond.ts';
import { rightsOf } from './rights-of.ts';
import { refuseConfusion, refuseLookAlike } from './refuse-confusion.ts';
import { refusePrograms } from './refuse-programs.ts';
import { saveProfile } from './save-profile.ts';
import { revokeTokensOf } from '../tokens/revoke-token.ts';
import { userChanges, type ParsedUserChanges } from './user-input.ts';
import type { Changes } from '../../journal/events.ts';
import { record } from '../../journal/record.ts';
import { changesOf, isChanged } from '../../journal/row-changes.ts';

function authorizeAny(actor: Actor): void {
  if (!userPolicy.may(actor, 'update')) authorize(userPolicy, actor, 'assignGroups');
}

/** What takes a right of its own. */
const GUARDED = new Set(['isActive', 'isSuperuser', 'groupIds', 'password', 'mustChangePassword']);

function authorizeChanges(actor: Actor, user: User, changes: ParsedUserChanges): void {
  if (Object.keys(changes).some((name) => !GUARDED.has(name))) authorize(userPolicy, actor, 'update', user);
  if (changes.isActive !== undefined && changes.isActive !== user.isActive) {
    if (user.id === actor.id) throw new ForbiddenError('You cannot deactivate yourself.');
    authorize(userPolicy, actor, 'setActive', user);
  }
  if (changes.isSuperuser !== undefined) authorize(userPolicy, actor, 'setSuperuser', user);
  if (changes.groupIds !== undefined) authorize(userPolicy, actor, 'assignGroups', user);
  if (changes.password !== undefined || changes.mustChangePassword !== undefined)
    authorize(userPolicy, actor, 'setPassword', user);
}

async function saveGroups(userId: number, groupIds: readonly number[] | undefined): Promise<Changes> {
  if (groupIds === undefined) return {};
  await requireGroups(groupIds);
  const present = await groupsOf([userId]);
  return changeMembership(userId, present.get(userId) ?? new Set(), groupIds, 'set');
}

/** Why a change that is about to be saved ends the person's sessions. */
function endReasonOf(user: User, hasNewPassword: boolean): EndReason | undefined {
  if (user.changed('isActive') && !user.isActive) return 'deactivated';
  if (hasNewPassword) return 'password_changed';
  return user.changed('mustChangePassword') && user.mustChangePassword ? 'must_change_password' : undefined;
}

/** Whether links that were sent before are not to work, now or ever again, after a change that is about to be saved. */
function endsLinks(user: User): boolean {
  return user.changed('passwordHash') || user.changed('email') || user.changed('isActive');
}

async function applyChanges(
  actor: Actor,
  user: User,
  changes: ParsedUserChanges,
  passwordHash?: string,
): Promise<void> {
  const { password: _password, groupIds, profile, ...values } = changes;
  const rights = async () => (await rightsOf([user])).get(user.id) ?? new Set();
  const account = { id: user.id, rights: await rights() };
  const losesRights =
    user.isSuperuser && user.isActive && (values.isActive === false || values.isSuperuser === false);
  if (losesRights) await keepLastSuperuser([user.id]);
  user.set({ ...values, ...(passwordHash === undefined ? {} : { passwordHash }) });
  const endReason = endReasonOf(user, passwordHash !== undefined);
  const hasNoLinks = endsLinks(user);
  const renamed = user.changed('firstName') || user.changed('lastName') || user.changed('username');
  const rowChanged = user.changed() !== false;
  if (user.changed('username')) await refuseLookAlike(user.username, user.id);
  const own = changesOf(user);
  if (user.changed('username') || user.changed('email')) await refuseConfusion(user);
  const ofProfile = profile === undefined ? {} : await saveProfile(user.id, profile);
  const told = { ...own, ...ofProfile, ...(await saveGroups(user.id, groupIds)) };
  if (!rowChanged && !isChanged(told)) return;
  const secured = passwordHash === undefined ? [] : ['passwordHash'];
  refuseBeyond(actor, account, [...Object.keys(told), ...secured], await rights());
  const details = {
    changes: told,
    ...(passwordHash === undefined ? {} : { passwordChanged: true as const }),
  };
  await record({ name: 'user.updated', by: actor, subjectId: user.id, details });
  await user.set({ version: user.version + 1 }).save();
  if (endReason !== undefined) await endSessions(actor, user.id, endReason);
  // What was tried with the password before counts no more.
  if (passwordHash !== undefined) await liftLocks(user.id);
  if (hasNoLinks) await forgetPasswordLinks(user.id);
  if (endReason === 'deactivated') await revokeTokensOf(actor, user.id);
  if (renamed) await indexReporter(user);
}

/** The person as they are about to be saved. */
function identityOf(
  { username, email }: ParsedUserChanges,
  stored: PasswordOwner = { username: '', email: '' },
): PasswordOwner {
  return { username: username ?? stored.username, email: email ?? stored.email };
}

/**
 * Changes what is given of a person, their profile and groups, all of it or nothing.
 *
 * @param version the `version` that the form was opened with; another one now means that somebody saved in between.
 * @throws NotFoundError, ForbiddenError, InvalidInputError at the fields, ConflictError for an outdated version, the
 *   last superuser, or the last who may edit permissions.
 */
export async function updateUser(actor: Actor, id: number, input: unknown, version?: number): Promise<User> {
  const changes = parseInput(userChanges, input);
  // Before a password is hashed, which takes long; what exactly may be changed is asked of the locked row.
  if (changes.password === undefined) authorizeAny(actor);
  else authorize(userPolicy, actor, 'setPassword');
  // What is weak for everybody is refused before it is hashed, which takes long.
  if (changes.password !== undefined) checkPassword(changes.password, identityOf(changes));
  const passwordHash =
    changes.password === undefined ? undefined : await hashPassword(changes.password, actor);
  const change = async (): Promise<User> => {
    const user = found((await lockUsers([id]))[0]);
    refusePrograms([user]);
    authorizeChanges(actor, user, changes);
    if (version !== undefined && version !== user.version) {
      throw new StaleError(
        'Somebody else changed this person a moment ago. Look at what is saved now, then save again if yours shall stand.',
      );
    }
    if (changes.password !== undefined) checkPassword(changes.password, identityOf(changes, user));
    await applyChanges(actor, user, changes, passwordHash);
    return user;
  };
  return inTransaction(async () => {
    if (changes.username !== undefined || changes.email !== undefined) await takeIdentityTurn();
    if (!touchesRights(changes)) return change();
    return changeRights(actor, async () => ({ result: await change(), concerned: [id] }));
  });
}

function touchesRights({ groupIds, isActive, isSuperuser }: ParsedUserChanges): boolean {
  return groupIds !== undefined || isActive !== undefined || isSuperuser !== undefined;
}
