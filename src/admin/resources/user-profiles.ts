import { InvalidInputError } from '../../errors.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { found } from '../../policies/policy.ts';
import { profilePolicy } from '../../policies/profile.ts';
import { updateUser } from '../../use-cases/people/update-user.ts';
import { profileList } from '../../use-cases/people/list-profiles.ts';
import { MENU, panelTable } from '../table/panel-table.ts';
import type { Table } from '../table/table.ts';

/** The messages of a user's form at the fields of a profile's. */
function atOwnFields(error: unknown): unknown {
  if (!(error instanceof InvalidInputError)) return error;
  const fields = Object.entries(error.fields).map(([field, text]) => [field.replace(/^profile\./, ''), text]);
  return new InvalidInputError(Object.fromEntries(fields));
}

const table: Table = {
  model: UserProfile,
  policy: profilePolicy,
  nouns: ['profile', 'profiles'],
  list: profileList,
  historyOf: ({ userId }) => ({ subjectType: 'user', subjectId: userId }),
  editable: ['departmentId', 'phoneNumber', 'mainPortalId', 'emailNotifications'],
  title: ({ id, person }) => (typeof person === 'string' ? person : `Profile ${String(id)}`),
  titleColumns: [],
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
    // A profile is a part of its user, from whose page it is reached.
    isOffMenu: true,
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
