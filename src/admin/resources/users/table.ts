import { flat } from 'adminjs';
import { User } from '../../../models/user.ts';
import { everything } from '../../../policies/policy.ts';
import { userPolicy } from '../../../policies/user.ts';
import { createUser } from '../../../use-cases/people/create-user.ts';
import { deleteUsers } from '../../../use-cases/people/delete-users.ts';
import { userList } from '../../../use-cases/people/list-users.ts';
import { sharedEmailNote } from '../../../use-cases/people/refuse-confusion.ts';
import { updateUser } from '../../../use-cases/people/update-user.ts';
import type { Table, Values } from '../../table/table.ts';

/** The form's flat values as the use cases take them; a password field left empty is no password. */
function asInput(values: Values): Values {
  const { password, ...rest } = values;
  const given = password === '' || password === null || password === undefined ? rest : values;
  const input: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(given))
    input[path] = value ?? (path in EMPTY_IS_TEXT ? '' : value);
  return flat.unflatten(input);
}

const EMPTY_IS_TEXT = { username: '', email: '', firstName: '', lastName: '', 'profile.phoneNumber': '' };

/** What the panel shows and changes of people. */
export const usersTable: Table = {
  model: User,
  policy: userPolicy,
  nouns: ['user', 'users'],
  list: userList,
  historyOf: ({ id }) => ({ subjectType: 'user', subjectId: id }),
  editable: [
    'username',
    'email',
    'firstName',
    'lastName',
    'password',
    'mustChangePassword',
    'isActive',
    'isSuperuser',
    'groupIds',
    'profile.departmentId',
    'profile.phoneNumber',
    'profile.mainPortalId',
    'profile.emailNotifications',
    'profile.awayUntil',
  ],
  title: ({ username, firstName, lastName }) => {
    const name = [firstName, lastName].filter(Boolean).join(' ');
    return name === '' ? String(username) : `${name} (${String(username)})`;
  },
  titleColumns: ['username', 'firstName', 'lastName'],
  alike: ({ id, isActive, isService, erasedAt }, actor) =>
    [isActive, isService, (erasedAt ?? null) === null, id === actor.id].join(' '),
  guarded: { groupIds: 'assignGroups', isSuperuser: 'setSuperuser', mustChangePassword: 'setPassword' },
  // Who reported a complaint or works on it is told by name to everybody in the panel.
  namedTo: () => everything,
  create: (actor, values) => createUser(actor, asInput(values)),
  update: (actor, id, changes, version) => updateUser(actor, id, asInput(changes), version),
  noteOn: sharedEmailNote,
  async remove(actor, ids) {
    await deleteUsers(actor, ids);
    return {};
  },
};
