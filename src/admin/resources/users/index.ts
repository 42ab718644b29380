import { ACCESS_LEVELS, FURTHER_LEVEL } from '../../../policies/access-level.ts';
import { components } from '../../components/index.ts';
import { MENU, panelTable } from '../../table/panel-table.ts';
import { userActions } from './actions.ts';
import { usersTable } from './table.ts';

const LABELS = {
  person: 'Person',
  username: 'Username',
  email: 'E-mail',
  firstName: 'First name',
  lastName: 'Last name',
  password: 'Password',
  mustChangePassword: 'Must change it at the next sign-in',
  isActive: 'Active',
  isSuperuser: 'Superuser',
  lastLogin: 'Last sign-in',
  dateJoined: 'Joined',
  accessLevel: 'Access level',
  groupIds: 'Groups',
  'profile.departmentId': 'Department',
  'profile.phoneNumber': 'Phone number',
  'profile.mainPortalId': 'Main portal ID',
  'profile.emailNotifications': 'E-mail notifications',
  'profile.awayUntil': 'Away until',
};

const inList = { list: components.UserCell };
const FIRST_FILTERS = [
  'groupIds',
  'accessLevel',
  'profile.departmentId',
  'isActive',
  'lastLogin',
  'dateJoined',
];
const inForms = { list: false, show: false, filter: false, edit: true };

/** People, with profile and groups in the same form. */
export const users = () =>
  panelTable(usersTable, {
    menu: MENU.people,
    titleProperty: 'username',
    list: ['person', 'accessLevel', 'profile.departmentId', 'lastLogin', 'isActive', 'dateJoined'],
    show: Object.keys(LABELS).filter((name) => name !== 'password' && name !== 'person'),
    // The most used first: they stand in the bar, the others behind one button.
    filter: [...new Set([...FIRST_FILTERS, ...Object.keys(usersTable.list.filters)])],
    labels: LABELS,
    properties: {
      // Draws a link of its own, on the name alone.
      person: { type: 'string', custom: { isLink: true }, components: inList },
      username: { isRequired: true },
      email: { isRequired: false },
      firstName: { isRequired: false },
      lastName: { isRequired: false },
      password: {
        type: 'password',
        isVisible: inForms,
        components: { edit: components.PasswordField },
        description:
          'At least 12 characters. Left empty, a new user is sent a link to choose one; of an existing user, empty keeps the present one.',
      },
      mustChangePassword: { isRequired: false },
      isActive: { isRequired: false, custom: { defaultValue: true }, components: inList },
      lastLogin: { components: inList },
      dateJoined: { components: inList },
      isSuperuser: { isRequired: false, description: 'May do everything, in whatever group.' },
      accessLevel: {
        type: 'string',
        availableValues: [
          ...ACCESS_LEVELS.map((level) => ({ value: level, label: level })),
          { value: FURTHER_LEVEL, label: `${FURTHER_LEVEL} Another group` },
        ],
      },
      groupIds: {
        type: 'reference',
        reference: 'groups',
        isArray: true,
        components: {
          edit: components.GroupsPicker,
          list: components.GroupsList,
          show: components.GroupsList,
        },
      },
      'profile.departmentId': { type: 'reference', reference: 'departments', custom: { activeOnly: true } },
      'profile.phoneNumber': { type: 'string' },
      'profile.mainPortalId': { type: 'string' },
      'profile.emailNotifications': { type: 'boolean', custom: { defaultValue: true } },
      'profile.awayUntil': {
        type: 'string',
        description: 'awayUntil',
        components: { edit: components.DayField },
      },
    },
    actions: userActions,
  });
