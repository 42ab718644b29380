import { recordAll } from '../../journal/record.ts';
import { beginningOf } from '../../journal/row-changes.ts';
import type { Author, Changes, Named } from '../../journal/events.ts';
import { User } from '../../models/user.ts';
import { UserGroup } from '../../models/user-group.ts';
import { UserProfile } from '../../models/user-profile.ts';
import type { PlannedPerson } from './people.ts';

/** Somebody with the number that they got. */
type NumberedPerson = PlannedPerson & { readonly id: number };

function userValues(person: NumberedPerson) {
  const { id, username, email, firstName, lastName, passwordHash } = person;
  const { isActive, isSuperuser, lastLogin, dateJoined } = person;
  const own = { id, username, email, firstName, lastName, passwordHash, isActive, isSuperuser };
  return { ...own, lastLogin, dateJoined, createdAt: dateJoined };
}

function profileValues({ id: userId, profile, dateJoined }: NumberedPerson) {
  const { departmentId, phoneNumber, mainPortalId, emailNotifications, createdAt } = profile;
  const own = { userId, departmentId, phoneNumber, mainPortalId, emailNotifications };
  return { ...own, createdAt: createdAt ?? dateJoined };
}

function changesOf(person: NumberedPerson, groups: ReadonlyMap<number, Named>): Changes {
  const { departmentId, phoneNumber, mainPortalId } = person.profile;
  const profile = Object.entries({ departmentId, phoneNumber, mainPortalId }).filter(
    ([, value]) => value !== null && value !== '',
  );
  const joined = person.groupIds.flatMap((id) => groups.get(id) ?? []);
  return {
    ...beginningOf(User.build(userValues(person))),
    ...Object.fromEntries(profile.map(([field, to]) => [`profile.${field}`, { from: null, to }])),
    ...(joined.length > 0 ? { groups: { from: [], to: joined } } : {}),
  };
}

/** Writes people with their profiles and groups, in the running transaction, and tells of each. */
export async function writePeople(
  by: Author,
  people: readonly NumberedPerson[],
  groups: ReadonlyMap<number, Named>,
): Promise<void> {
  // The hook that gives each user a profile would write them one by one.
  await User.bulkCreate(people.map(userValues), { hooks: false, validate: false });
  await UserProfile.bulkCreate(people.map(profileValues), { validate: false });
  const memberships = people.flatMap(({ id: userId, groupIds }) =>
    groupIds.map((groupId) => ({ userId, groupId })),
  );
  if (memberships.length > 0) await UserGroup.bulkCreate(memberships);
  await recordAll(
    people.map((person) => ({
      name: 'user.created' as const,
      by,
      subjectId: person.id,
      details: { changes: changesOf(person, groups) },
    })),
  );
}
