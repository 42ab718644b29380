import { col, fn } from 'sequelize';
import { Group } from '../../models/group.ts';
import { UserGroup } from '../../models/user-group.ts';
import { groupPolicy } from '../../policies/group.ts';
import { can } from '../../policies/actor.ts';
import { everything, nothing } from '../../policies/policy.ts';
import { deleteRecords } from '../../use-cases/records/delete-records.ts';
import { searchIn, textFilter } from '../conditions.ts';
import { MENU, panelTable } from '../panel-table.ts';
import type { Table } from '../table.ts';

async function countMembers(ids: readonly number[]): Promise<Map<number, number>> {
  const rows = await UserGroup.findAll({
    attributes: ['groupId', [fn('COUNT', col('user_id')), 'members']],
    where: { groupId: [...ids] },
    group: ['groupId'],
  });
  return new Map(rows.map((row) => [row.groupId, Number(row.get('members'))]));
}

const table: Table = {
  model: Group,
  policy: groupPolicy,
  nouns: ['group', 'groups'],
  attributeRules: {
    name: { action: 'rename', refusal: 'The rules know this group by its name, so it stays as it is.' },
  },
  columns: ['id', 'name', 'description', 'version', 'createdAt', 'updatedAt'],
  editable: ['name', 'description'],
  filters: { name: textFilter(Group, 'name'), description: textFilter(Group, 'description') },
  sortable: ['id', 'name', 'createdAt', 'updatedAt'],
  order: ['name', 'asc'],
  search: searchIn(Group, ['name', 'description']),
  title: ({ name }) => String(name),
  titleColumns: ['name'],
  // Whoever may read users reads the names of their groups.
  namedTo: (actor) => (can(actor, 'people.view') ? everything : nothing),
  async fill(rows) {
    const ids = rows.map((row) => Number(row.get('id')));
    const members = await countMembers(ids);
    return new Map(ids.map((id) => [id, { memberCount: members.get(id) ?? 0 }]));
  },
  async remove(actor, ids) {
    const members = await deleteRecords(actor, table, ids, countMembers);
    const count = [...(members ?? new Map()).values()].reduce((sum, one) => sum + one, 0);
    if (count === 0) return {};
    return { note: count === 1 ? 'It had 1 member.' : `There were ${count} memberships.` };
  },
};

/** Groups of people; the three built-in ones keep their names. */
export const groups = () =>
  panelTable(table, {
    menu: MENU.people,
    titleProperty: 'name',
    list: ['name', 'description', 'memberCount'],
    show: ['name', 'description', 'memberCount', 'createdAt', 'updatedAt'],
    filter: ['name'],
    labels: {
      name: 'Name',
      description: 'Description',
      memberCount: 'Members',
      createdAt: 'Created',
      updatedAt: 'Last change',
    },
    properties: {
      description: { type: 'textarea' },
      memberCount: { type: 'number', isSortable: false },
    },
  });
