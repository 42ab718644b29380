import { literal } from 'sequelize';
import { UserProfile } from '../../models/user-profile.ts';
import { displayName, User } from '../../models/user.ts';
import { profilePolicy } from '../../policies/profile.ts';
import {
  flagFilter,
  referenceFilter,
  relatedContains,
  searchIn,
  textFilter,
} from '../records/listing/filters.ts';
import type { Listing, Values } from '../records/listing/listing.ts';

/** The name and the version of each profile's user: the two are edited as one record. */
async function fill(rows: readonly Values[]): Promise<Map<number, Values>> {
  const users = await User.findAll({
    attributes: ['id', 'username', 'firstName', 'lastName', 'version'],
    where: { id: rows.map((row) => Number(row.userId)) },
    raw: true,
  });
  const byId = new Map(users.map((user) => [user.id, user]));
  return new Map(
    rows.map((row) => {
      const user = byId.get(Number(row.userId));
      const person = user === undefined ? '' : displayName(user);
      return [Number(row.id), { person, version: user?.version ?? 0 }];
    }),
  );
}

/** As `displayName` says it. */
const shownName = literal('(SELECT name_sorted FROM users WHERE users.id = user_id)');

/** What the portal knows of people beyond their sign-in, as a list. */
export const profileList: Listing = {
  model: UserProfile,
  policy: profilePolicy,
  columns: ['id', 'userId', 'departmentId', 'phoneNumber', 'mainPortalId', 'emailNotifications', 'updatedAt'],
  filters: {
    userId: referenceFilter('userId'),
    departmentId: referenceFilter('departmentId'),
    phoneNumber: textFilter(UserProfile, 'phoneNumber'),
    mainPortalId: textFilter(UserProfile, 'mainPortalId'),
    emailNotifications: flagFilter('emailNotifications'),
  },
  sortable: [
    'id',
    'person',
    'userId',
    'departmentId',
    'phoneNumber',
    'mainPortalId',
    'emailNotifications',
    'updatedAt',
  ],
  sortedBy: {
    departmentId: literal('(SELECT name_sorted FROM departments WHERE departments.id = department_id)'),
    userId: shownName,
    person: shownName,
    mainPortalId: literal('main_portal_id_folded'),
    // Engines order signs and digits by rules of their own.
    phoneNumber: literal('HEX(phone_number)'),
  },
  order: ['id', 'asc'],
  search: searchIn(UserProfile, ['phoneNumber', 'mainPortalId'], (word) => [
    relatedContains('userId', User, 'id', ['username', 'first_name', 'last_name'], word),
  ]),
  fill,
};
