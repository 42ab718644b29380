import { InvalidInputError } from '../../../errors.ts';
import type { Complaint } from '../../../models/complaint.ts';
import type { User } from '../../../models/user.ts';
import { Watcher } from '../../../models/watcher.ts';
import type { Actor } from '../../../policies/actor.ts';
import { findByLogin } from '../../people/find-by-login.ts';
import { addWatchers } from '../related/add-watchers.ts';
import { named } from './assignable.ts';
import { addingInput, parseStep, requiredText, rowId } from './step-input.ts';
import { takeStep } from './step.ts';

/** Most people who follow one complaint. */
const MOST_WATCHERS = 50;
/** As long as a username or an e-mail address can be. */
const LOGIN_LENGTH = 254;

/** Who is to follow a complaint. */
export const followerInput = addingInput.extend({
  person: requiredText(
    'The username or e-mail address',
    'Enter a username or an e-mail address.',
    LOGIN_LENGTH,
  ),
});

/** Who is to follow it no more. */
export const formerFollowerInput = addingInput.extend({ userId: rowId });

/**
 * The actor follows a complaint that is neither theirs nor their work; who does already goes on.
 *
 * @throws NotFoundError, ForbiddenError.
 */
export async function followComplaint(actor: Actor, input: unknown): Promise<Complaint> {
  return takeStep(actor, 'follow', parseStep(addingInput, input), async ({ complaint }) => {
    await addWatchers(complaint.id, [Number(actor.id)]);
    return { event: { name: 'complaint.followed' } };
  });
}

/**
 * The actor follows a complaint no more.
 *
 * @throws NotFoundError, ForbiddenError.
 */
export async function unfollowComplaint(actor: Actor, input: unknown): Promise<Complaint> {
  return takeStep(actor, 'unfollow', parseStep(addingInput, input), async ({ complaint }) => {
    await Watcher.destroy({ where: { complaintId: complaint.id, userId: Number(actor.id) } });
    return { event: { name: 'complaint.unfollowed' } };
  });
}

async function requirePerson(login: string, reporterId: number): Promise<User> {
  const user = await findByLogin(login);
  if (user?.isActive !== true)
    throw new InvalidInputError({ person: 'Nobody has this username or e-mail address.' });
  if (user.id === reporterId)
    throw new InvalidInputError({ person: 'That is who reported it, and who is told of everything.' });
  return user;
}

/**
 * Shows a complaint to somebody who follows it from then on, as its reporter sees it.
 *
 * @throws NotFoundError, ForbiddenError; InvalidInputError at `person`.
 */
export async function addFollower(actor: Actor, input: unknown): Promise<Complaint> {
  const { person, ...target } = parseStep(followerInput, input);
  return takeStep(actor, 'addFollower', target, async ({ complaint }) => {
    const user = await requirePerson(person, complaint.reporterId);
    if ((await Watcher.count({ where: { complaintId: complaint.id } })) >= MOST_WATCHERS)
      throw new InvalidInputError({ person: `At most ${MOST_WATCHERS} people follow a complaint.` });
    if ((await addWatchers(complaint.id, [user.id])) === 0) return undefined;
    return { event: { name: 'complaint.followed', person: named(user) } };
  });
}

/**
 * Takes somebody away from those who follow a complaint; where they do not, nothing happens.
 *
 * @throws NotFoundError, ForbiddenError.
 */
export async function removeFollower(actor: Actor, input: unknown): Promise<Complaint> {
  const { userId, ...target } = parseStep(formerFollowerInput, input);
  return takeStep(actor, 'removeFollower', target, async ({ complaint }) => {
    const where = { complaintId: complaint.id, userId };
    const watcher = await Watcher.findOne({ where, include: ['user'] });
    if (watcher?.user === undefined) return undefined;
    await watcher.destroy();
    return { event: { name: 'complaint.unfollowed', person: named(watcher.user) } };
  });
}
