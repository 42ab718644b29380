import { record } from '../../journal/record.ts';
import { beginningOf } from '../../journal/row-changes.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { changeMembership, requireGroups } from '../groups/membership.ts';
import { takeIdentityTurn } from './identity-turn.ts';
import { refuseBeyond } from './refuse-beyond.ts';
import { refuseConfusion, refuseLookAlike } from './refuse-confusion.ts';
import { rightsOf } from './rights-of.ts';
import { saveProfile } from './save-profile.ts';
import type { ParsedUserChanges } from './user-input.ts';

/** A person as they are about to be stored, with an empty hash where they have no password. */
export interface NewPerson extends Omit<ParsedUserChanges, 'username' | 'password'> {
  readonly username: string;
  readonly passwordHash: string;
}

/**
 * Stores a new person with profile and groups and tells it, inside a transaction; whether that is allowed was asked
 * before.
 *
 * @throws InvalidInputError at the fields, those of the profile as `profile.mainPortalId`; ForbiddenError for rights that
 *   the actor may not give.
 */
export async function insertPerson(
  actor: Actor,
  { groupIds = [], profile = {}, ...values }: NewPerson,
): Promise<User> {
  await takeIdentityTurn();
  await refuseLookAlike(values.username, null);
  await refuseConfusion({ id: null, email: '', ...values });
  const user = await User.create(values);
  const ofProfile = await saveProfile(user.id, profile);
  await requireGroups(groupIds);
  const groups = await changeMembership(user.id, new Set(), groupIds, 'add');
  const rights = (await rightsOf([user])).get(user.id);
  refuseBeyond(actor, { id: user.id, rights: new Set() }, ['groups'], rights);
  const changes = { ...beginningOf(user), ...ofProfile, ...groups };
  await record({ name: 'user.created', by: actor, subjectId: user.id, details: { changes } });
  return user;
}
