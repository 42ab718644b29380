import { randomBytes } from 'node:crypto';
import { presentMoment } from '../../database/present-moment.ts';
import { ConflictError, ForbiddenError, InvalidInputError } from '../../errors.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { record } from '../../journal/record.ts';
import { changesOf } from '../../journal/row-changes.ts';
import { findSameText, textKey } from '../../models/text.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize, found } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { indexReporter } from '../complaints/search/index-reporter.ts';
import { changeRights } from '../groups/change-rights.ts';
import { parseInput } from '../parse-input.ts';
import { endSessions } from '../people/end-sessions.ts';
import { liftLocks, liftSecondStepLocks } from '../people/failure-counts.ts';
import { keepLastSuperuser, lockUsers } from '../people/lock-users.ts';
import { forgetPasswordLinks } from '../people/password-links.ts';
import { revokeTokensOf } from '../tokens/revoke-token.ts';
import { ERASING } from './erase-traces.ts';
import { erasureInput } from './erasure-input.ts';
import { OWN_ROWS } from './own-rows.ts';

/** A name that nobody has, and that tells nothing. */
async function freeUsername(id: number): Promise<string> {
  const username = `erased-${id}`;
  const taken = await findSameText(User, 'username', username);
  return taken === undefined ? username : `${username}-${randomBytes(4).toString('hex')}`;
}

async function requireErasable(user: User, name: string): Promise<void> {
  if (user.erasedAt !== null) throw new ConflictError('Their personal data was erased already.');
  if (textKey(name) !== textKey(user.displayName))
    throw new InvalidInputError({ name: `Type “${user.displayName}”, as this person is called.` });
  if (user.isSuperuser && user.isActive) await keepLastSuperuser([user.id]);
}

/** Nobody can sign in as them any more, and nothing leads to them. */
async function closeAccount(actor: Actor, user: User): Promise<void> {
  await endSessions(actor, user.id, 'deactivated');
  await revokeTokensOf(actor, user.id);
  await forgetPasswordLinks(user.id);
  await liftLocks(user.id);
  await liftSecondStepLocks(user.id);
  for (const [model, column] of OWN_ROWS) await model.destroy({ where: { [column]: user.id } });
}

/**
 * Erases what the portal knows of a person: their account at once, and by a job what stands of them in mails, the search,
 * complaints and the journal. Complaints, totals and the seals of the journal stay whole. The department stays, since
 * figures count by it.
 *
 * @throws NotFoundError, ForbiddenError, also for oneself; InvalidInputError at `name`; ConflictError for the last
 *   superuser, the last who may edit permissions, and somebody who was erased already.
 */
export async function erasePerson(actor: Actor, id: number, input: unknown): Promise<User> {
  const { name, texts } = parseInput(erasureInput, input);
  authorize(userPolicy, actor, 'erase');
  if (id === actor.id) throw new ForbiddenError('You cannot erase yourself. Somebody else has to.');
  return changeRights(actor, async () => {
    const user = found((await lockUsers([id]))[0]);
    await requireErasable(user, name);
    authorize(userPolicy, actor, 'erase', user);
    await record({ name: 'user.erased', by: actor, subjectId: id, details: { texts } });
    await closeAccount(actor, user);
    const nobody = { firstName: 'Erased', lastName: 'person', email: '', passwordHash: '' };
    const rights = { isActive: false, isSuperuser: false, mustChangePassword: false };
    const username = await freeUsername(id);
    user.set({ ...nobody, ...rights, username, erasedAt: presentMoment() });
    // Told as every change is: by it the job knows the names, wherever the journal begins; then it is erased as well.
    await record({ name: 'user.updated', by: actor, subjectId: id, details: { changes: changesOf(user) } });
    await user.set({ version: user.version + 1 }).save();
    const profile = { phoneNumber: '', mainPortalId: null, awayUntil: null, emailNotifications: false };
    await UserProfile.update(profile, { where: { userId: id } });
    await indexReporter(user);
    await enqueue(ERASING, { userId: id, texts });
    return { result: user, concerned: [id] };
  });
}
