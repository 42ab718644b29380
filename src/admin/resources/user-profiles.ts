import { literal, type Model } from 'sequelize';
import { InvalidInputError } from '../../errors.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { User } from '../../models/user.ts';
import { found } from '../../policies/policy.ts';
import { profilePolicy } from '../../policies/profile.ts';
import { updateUser } from '../../use-cases/people/update-user.ts';
import { flagFilter, referenceFilter, relatedContains, searchIn, textFilter } from '../table/conditions.ts';
import { MENU, panelTable } from '../table/panel-table.ts';
import type { Table, Values } from '../table/table.ts';

/** The name and the version of each profile's user: the two are edited as one record. */
async function fill(rows: readonly Model[]): Promise<Map<number, Values>> {
  const users = await User.findAll({
    attributes: ['id', 'username', 'firstName', 'lastName', 'version'],
    where: { id: rows.map((row) => Number(row.get('userId'))) },
  });
  const byId = new Map(users.map((user) => [user.id, user]));
  return new Map(
    rows.map((row) => {
      const user = byId.get(Number(row.get('userId')));
      return [Number(row.get('id')), { person: user?.displayName ?? '', version: user?.version ?? 0 }];
    }),
  );
}

/** The messages of a user's form at the fields of a profile's. */
function atOwnFields(error: unknown): unknown {
  if (!(error instanceof InvalidInputError)) return error;
  const fields = Object.entries(error.fields).map(([field, text]) => [field.replace(/^profile\./, ''), text]);
  return new InvalidInputError(Object.fromEntries(fields));
}

/** As `displayName` says it. */
const shownName = literal(
  "(SELECT LOWER(COALESCE(NULLIF(TRIM(CONCAT(first_name, ' ', last_name)), ''), username)) FROM users WHERE users.id = user_id)",
);

const table: Table = {
  model: UserProfile,
  policy: profilePolicy,
  nouns: ['profile', 'profiles'],
  columns: ['id', 'userId', 'departmentId', 'phoneNumber', 'mainPortalId', 'emailNotifications', 'updatedAt'],
  editable: ['departmentId', 'phoneNumber', 'mainPortalId', 'emailNotifications'],
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
    departmentId: literal('(SELECT LOWER(name) FROM departments WHERE departments.id = department_id)'),
    userId: shownName,
    person: shownName,
  },
  order: ['id', 'asc'],
  search: searchIn(UserProfile, ['phoneNumber', 'mainPortalId'], (word) => [
    relatedContains('userId', User, 'id', ['username', 'first_name', 'last_name'], word),
  ]),
  title: ({ id, person }) => (typeof person === 'string' ? person : `Profile ${String(id)}`),
  titleColumns: [],
  fill,
  async update(actor, id, changes, version) {
    const profile = found(await UserProfile.findByPk(id));
    const given: Record<string, unknown> = { ...changes };
    if (given.phoneNumber === null) given.phoneNumber = '';
    try {
      await updateUser(actor, profile.userId, { profile: given }, version);
    } catch (error) {
      throw atOwnFields(error);
    }
    return profile;
  },
};

/** What the portal knows of people beyond their sign-in. */
export const userProfiles = () =>
  panelTable(table, {
    menu: MENU.people,
    titleProperty: 'person',
    list: ['person', 'departmentId', 'phoneNumber', 'mainPortalId', 'emailNotifications'],
    show: [
      'person',
      'userId',
      'departmentId',
      'phoneNumber',
      'mainPortalId',
      'emailNotifications',
      'updatedAt',
    ],
    filter: ['userId', 'departmentId', 'phoneNumber', 'mainPortalId', 'emailNotifications'],
    labels: {
      person: 'Person',
      userId: 'User',
      departmentId: 'Department',
      phoneNumber: 'Phone number',
      mainPortalId: 'Main portal ID',
      emailNotifications: 'E-mail notifications',
      updatedAt: 'Last change',
    },
    properties: {
      person: { type: 'string' },
      departmentId: { custom: { activeOnly: true } },
      phoneNumber: { isRequired: false },
      emailNotifications: { isRequired: false },
    },
  });
