import type { ActionHandler, ActionResponse } from 'adminjs';
import { can } from '../../policies/actor.ts';
import { everything, nothing } from '../../policies/policy.ts';
import { deleteGroups } from '../../use-cases/groups/delete-groups.ts';
import { permissionMatrix } from '../../use-cases/groups/permission-matrix.ts';
import { setPermissions } from '../../use-cases/groups/set-permissions.ts';
import { allowedBy, payloadOf, success, type Actions } from '../table/actions.ts';
import { components } from '../components/index.ts';
import { groupNoun } from '../../use-cases/groups/group-noun.ts';
import { groupList } from '../../use-cases/groups/list-groups.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { MENU, panelTable } from '../table/panel-table.ts';
import type { Table } from '../table/table.ts';

const table: Table = {
  ...groupNoun,
  nouns: ['group', 'groups'],
  historyOf: ({ id }) => ({ subjectType: 'group', subjectId: id }),
  list: groupList,
  editable: ['name', 'description', 'requiresSecondFactor'],
  title: ({ name }) => String(name),
  titleColumns: ['name'],
  // Whoever may read users reads the names of their groups.
  namedTo: (actor) => (can(actor, 'people.view') ? everything : nothing),
  async remove(actor, ids) {
    const count = await deleteGroups(actor, ids);
    if (count === 0) return {};
    return { note: count === 1 ? 'It had 1 member.' : `There were ${count} memberships.` };
  },
};

/** The matrix as it is saved now; sent back, what is chosen in it. */
const permissions: ActionHandler<ActionResponse> = async (request, _response, { currentAdmin }) => {
  const actor = actorBehind(currentAdmin);
  if (request.method !== 'post') return { matrix: await permissionMatrix(actor) };
  const changed = await setPermissions(actor, payloadOf(request));
  const told =
    changed.length === 0
      ? 'Nothing was changed.'
      : `Saved what may be done by: ${changed.join(', ')}. It counts from their next click on.`;
  return { matrix: await permissionMatrix(actor), notice: success(told) };
};

const actions: Actions = {
  show: { isAccessible: allowedBy('read'), component: components.PeopleOf, custom: { filter: 'groupIds' } },
  permissions: {
    actionType: 'resource',
    icon: 'Key',
    component: components.PermissionMatrix,
    isAccessible: allowedBy('setPermissions'),
    handler: permissions,
  },
};

/** Groups of people and what they may do; the three built-in ones keep their names. */
export const groups = () =>
  panelTable(table, {
    menu: MENU.people,
    icon: 'Shield',
    titleProperty: 'name',
    list: ['name', 'description', 'memberCount'],
    show: ['name', 'description', 'requiresSecondFactor', 'allows', 'memberCount', 'createdAt', 'updatedAt'],
    filter: ['name'],
    labels: {
      name: 'Name',
      description: 'Description',
      requiresSecondFactor: 'Requires a second factor',
      memberCount: 'Members',
      allows: 'Its members may',
      createdAt: 'Created',
      updatedAt: 'Last change',
    },
    properties: {
      description: { type: 'textarea' },
      requiresSecondFactor: { isRequired: false, description: 'requiresSecondFactor' },
      memberCount: { type: 'number', isSortable: false },
      allows: { type: 'textarea', isSortable: false, components: { show: components.MultilineText } },
    },
    actions,
  });
