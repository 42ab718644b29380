import { everything } from '../../policies/policy.ts';
import { complaintTypeList } from '../../use-cases/reference/list-complaint-types.ts';
import { complaintTypeNoun } from '../../use-cases/reference/nouns.ts';
import { MENU, panelTable } from '../table/panel-table.ts';

/** What complaints are about. */
export const complaintTypes = () =>
  panelTable(
    {
      ...complaintTypeNoun,
      nouns: ['complaint type', 'complaint types'],
      historyOf: ({ id }) => ({ subjectType: 'complaint_type', subjectId: id }),
      list: complaintTypeList,
      editable: ['name', 'description', 'isActive'],
      title: ({ name }) => String(name),
      titleColumns: ['name'],
      // Every complaint says which it has.
      namedTo: () => everything,
    },
    {
      menu: MENU.referenceData,
      icon: 'Tag',
      titleProperty: 'name',
      list: ['name', 'description', 'isActive'],
      show: ['name', 'description', 'isActive', 'createdAt', 'updatedAt'],
      filter: ['name', 'isActive'],
      labels: {
        name: 'Name',
        description: 'Description',
        isActive: 'Active',
        createdAt: 'Created',
        updatedAt: 'Last change',
      },
      properties: {
        description: { type: 'textarea' },
        isActive: { isRequired: false, custom: { defaultValue: true } },
      },
    },
  );
