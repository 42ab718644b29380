import { everything } from '../../policies/policy.ts';
import { statusList } from '../../use-cases/reference/list-statuses.ts';
import { statusNoun } from '../../use-cases/reference/nouns.ts';
import { updateStatus } from '../../use-cases/reference/update-status.ts';
import { MENU, panelTable } from '../table/panel-table.ts';

const CATEGORIES = { new: 'New', open: 'Open', pending: 'Pending', resolved: 'Resolved', closed: 'Closed' };

/** The stages of a complaint. */
export const statuses = () =>
  panelTable(
    {
      ...statusNoun,
      nouns: ['status', 'statuses'],
      historyOf: ({ id }) => ({ subjectType: 'status', subjectId: id }),
      list: statusList,
      update: updateStatus,
      editable: ['name', 'category', 'position', 'isActive', 'description'],
      title: ({ name }) => String(name),
      titleColumns: ['name'],
      // Every complaint says which it has.
      namedTo: () => everything,
    },
    {
      menu: MENU.referenceData,
      icon: 'CheckSquare',
      titleProperty: 'name',
      list: ['name', 'category', 'position', 'isActive', 'description'],
      show: ['name', 'category', 'position', 'isActive', 'description', 'createdAt', 'updatedAt'],
      filter: ['name', 'category', 'isActive'],
      labels: {
        name: 'Name',
        category: 'Category',
        position: 'Position in lists',
        isActive: 'Active',
        description: 'Description',
        createdAt: 'Created',
        updatedAt: 'Last change',
      },
      properties: {
        category: {
          isRequired: true,
          description: 'ownStatus',
          availableValues: Object.entries(CATEGORIES).map(([value, label]) => ({ value, label })),
        },
        position: { isRequired: true },
        description: { type: 'textarea' },
        isActive: { isRequired: false, custom: { defaultValue: true } },
      },
    },
  );
