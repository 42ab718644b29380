import { col, fn } from 'sequelize';
import { Department } from '../../models/department.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { referenceDataPolicy } from '../../policies/reference-data.ts';
import { flagFilter, searchIn, textFilter } from '../records/listing/filters.ts';
import { plainRows } from '../records/plain-rows.ts';
import type { Listing } from '../records/listing/listing.ts';

/** How many people these departments have, by their ids; a department without any is missing. */
export async function countPeople(ids: readonly number[]): Promise<Map<number, number>> {
  const rows = await plainRows<{ departmentId: number; people: number }>(UserProfile, {
    attributes: ['departmentId', [fn('COUNT', col('id')), 'people']],
    where: { departmentId: [...ids] },
    group: ['departmentId'],
  });
  return new Map(rows.map(({ departmentId, people }) => [departmentId, people]));
}

/** The organisation's departments with the number of their people, as a list. */
export const departmentList: Listing = {
  model: Department,
  policy: referenceDataPolicy,
  columns: ['id', 'name', 'description', 'isActive', 'version', 'createdAt', 'updatedAt'],
  filters: {
    name: textFilter(Department, 'name'),
    description: textFilter(Department, 'description'),
    isActive: flagFilter('isActive'),
  },
  sortable: ['id', 'name', 'isActive', 'createdAt', 'updatedAt'],
  order: ['name', 'asc'],
  search: searchIn(Department, ['name', 'description']),
  async fill(rows) {
    const ids = rows.map((row) => Number(row.id));
    const people = await countPeople(ids);
    return new Map(ids.map((id) => [id, { peopleCount: people.get(id) ?? 0 }]));
  },
};
