import { col, fn } from 'sequelize';
import { Department } from '../../models/department.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { everything } from '../../policies/policy.ts';
import { referenceDataPolicy } from '../../policies/reference-data.ts';
import { deleteRecords } from '../../use-cases/records/delete-records.ts';
import { departmentImpact } from '../../use-cases/records/deletion-impact.ts';
import { flagFilter, searchIn, textFilter } from '../table/conditions.ts';
import { MENU, panelTable } from '../table/panel-table.ts';
import type { Table } from '../table/table.ts';

async function countPeople(ids: readonly number[]): Promise<Map<number, number>> {
  const rows = await UserProfile.findAll({
    attributes: ['departmentId', [fn('COUNT', col('id')), 'people']],
    where: { departmentId: [...ids] },
    group: ['departmentId'],
  });
  return new Map(rows.map((row) => [Number(row.departmentId), Number(row.get('people'))]));
}

const table: Table = {
  model: Department,
  policy: referenceDataPolicy,
  nouns: ['department', 'departments'],
  columns: ['id', 'name', 'description', 'isActive', 'version', 'createdAt', 'updatedAt'],
  editable: ['name', 'description', 'isActive'],
  filters: {
    name: textFilter(Department, 'name'),
    description: textFilter(Department, 'description'),
    isActive: flagFilter('isActive'),
  },
  sortable: ['id', 'name', 'isActive', 'createdAt', 'updatedAt'],
  order: ['name', 'asc'],
  search: searchIn(Department, ['name', 'description']),
  title: ({ name }) => String(name),
  titleColumns: ['name'],
  impact: departmentImpact,
  // Complaints and people say which department they are of.
  namedTo: () => everything,
  async fill(rows) {
    const ids = rows.map((row) => Number(row.get('id')));
    const people = await countPeople(ids);
    return new Map(ids.map((id) => [id, { peopleCount: people.get(id) ?? 0 }]));
  },
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
  });
