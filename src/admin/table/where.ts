import type { Filter } from 'adminjs';
import { Op, type WhereOptions } from 'sequelize';
import type { Actor } from '../../policies/actor.ts';
import { BadQueryError, UnknownFilterError } from './conditions.ts';
import type { Table } from './table.ts';

/** Name of the filter that searches all of a table's searchable text. */
export const SEARCH = 'search';

/** As a list was asked to be sorted. */
export interface Sort {
  readonly sortBy?: string;
  readonly direction?: 'asc' | 'desc';
}

/** The order of a list; keys that its table does not allow are refused. */
export function orderOf(table: Table, sort: Sort | undefined): Required<Sort> {
  const [column, direction] = table.order;
  const sortBy = sort?.sortBy ?? column;
  if (sortBy !== column && !table.sortable.includes(sortBy)) {
    throw new BadQueryError('This list cannot be sorted by that.');
  }
  return { sortBy, direction: sort?.direction ?? direction };
}

function condition(table: Table, path: string, value: unknown, timeZone: string): WhereOptions {
  if (path === SEARCH && typeof value === 'string') return table.search(value);
  const rule = Object.hasOwn(table.filters, path) ? table.filters[path] : undefined;
  if (rule === undefined) throw new UnknownFilterError();
  return rule(value, timeZone);
}

/**
 * The rows that the actor may see and that match the filters, days being those of the time zone; filters that its table
 * does not have are refused.
 */
export function whereOf(table: Table, { filters }: Filter, actor: Actor, timeZone: string): WhereOptions {
  const conditions = Object.values(filters).map(({ path, value }) => condition(table, path, value, timeZone));
  return { [Op.and]: [table.policy.visibleTo(actor), ...conditions] };
}
