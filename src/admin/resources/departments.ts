import { everything } from '../../policies/policy.ts';
import { deleteRecords } from '../../use-cases/records/delete-records.ts';
import { countPeople, departmentList } from '../../use-cases/reference/list-departments.ts';
import { departmentNoun } from '../../use-cases/reference/nouns.ts';
import { components } from '../components/index.ts';
import { allowedBy } from '../table/actions.ts';
import { MENU, panelTable } from '../table/panel-table.ts';
import type { Table } from '../table/table.ts';

const table: Table = {
  ...departmentNoun,
  nouns: ['department', 'departments'],
  list: departmentList,
  historyOf: ({ id }) => ({ subjectType: 'department', subjectId: id }),
  editable: ['name', 'description', 'isActive'],
  title: ({ name }) => String(name),
  titleColumns: ['name'],
  // Complaints and people say which department they are of.
  namedTo: () => everything,
  async remove(actor, ids) {
    const people = await deleteRecords(actor, table, ids, countPeople);
    const count = [...(people ?? new Map()).values()].reduce((sum, one) => sum + one, 0);
    if (count === 0) return {};
    return {
      note: count === 1 ? '1 person has no department now.' : `${count} people have no department now.`,
    };
  },
};

/** The organisation's departments, each with the number of its people. */
export const departments = () =>
  panelTable(table, {
    menu: MENU.referenceData,
    icon: 'Briefcase',
    titleProperty: 'name',
    list: ['name', 'description', 'peopleCount', 'isActive'],
    show: ['name', 'description', 'peopleCount', 'isActive', 'createdAt', 'updatedAt'],
    filter: ['name', 'isActive'],
    labels: {
      name: 'Name',
      description: 'Description',
      isActive: 'Active',
      peopleCount: 'People',
      createdAt: 'Created',
      updatedAt: 'Last change',
    },
    properties: {
      description: { type: 'textarea' },
      isActive: { isRequired: false, custom: { defaultValue: true } },
      peopleCount: { type: 'number', isSortable: false },
    },
    actions: {
      show: {
        isAccessible: allowedBy('read'),
        component: components.PeopleOf,
        custom: { filter: 'profile.departmentId' },
      },
    },
  });
