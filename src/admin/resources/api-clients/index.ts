import { components } from '../../components/index.ts';
import { MENU, panelTable } from '../../table/panel-table.ts';
import { apiClientActions } from './actions.ts';
import { apiClientsTable } from './table.ts';

/** Programs that act in their own names. */
export const apiClients = () =>
  panelTable(apiClientsTable, {
    menu: MENU.operations,
    icon: 'Cpu',
    titleProperty: 'name',
    list: ['name', 'groupIds', 'isActive', 'tokenCount', 'lastUsedAt', 'trouble', 'makerId'],
    show: [
      'purpose',
      'trouble',
      'isActive',
      'groupIds',
      'allows',
      'takesWork',
      'username',
      'makerId',
      'createdAt',
      'updatedAt',
    ],
    filter: ['name', 'isActive', 'makerId'],
    labels: {
      name: 'Name',
      purpose: 'What it is for',
      username: 'Username',
      groupIds: 'Groups',
      allows: 'It may',
      takesWork: 'Complaints can be assigned to it',
      isActive: 'Active',
      tokenCount: 'Tokens',
      lastUsedAt: 'Last used',
      trouble: 'Trouble',
      makerId: 'Added by',
      createdAt: 'Created',
      updatedAt: 'Last change',
      days: 'Works for',
      scopes: 'What it may do beside its own complaints',
    },
    properties: {
      purpose: { type: 'textarea', isRequired: false, components: { show: components.MultilineText } },
      username: { type: 'string', isSortable: false },
      groupIds: {
        type: 'reference',
        reference: 'groups',
        isArray: true,
        isSortable: false,
        description: 'groupIds',
        components: {
          edit: components.GroupsPicker,
          list: components.GroupsList,
          show: components.GroupsList,
        },
      },
      allows: { type: 'textarea', isSortable: false, components: { show: components.MultilineText } },
      takesWork: { type: 'boolean', isRequired: false, isSortable: false },
      isActive: { type: 'boolean', isRequired: false, isSortable: false, custom: { defaultValue: true } },
      tokenCount: { type: 'number', isSortable: false },
      lastUsedAt: { type: 'datetime', isSortable: false },
      trouble: { type: 'string', isSortable: false },
      makerId: { type: 'reference', reference: 'users', isSortable: false },
    },
    actions: apiClientActions,
  });
