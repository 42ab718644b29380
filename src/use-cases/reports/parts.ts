import { compareTexts } from '../../models/text.ts';
import type { QueueChoices } from '../complaints/queue/queue-choices.ts';
import { readFiled, type Days, type Filters } from './counting/read-figures.ts';
import type { Source } from './counting/source.ts';
import type { Part } from './figures.ts';
import { happened, listOf } from './lists.ts';
import { sumOf, type Pile } from './piles.ts';

/** What is unsolved, by status in their order. */
export function partsByStatus(
  piles: readonly Pile[],
  statuses: QueueChoices['statuses'],
  filters: Filters,
): Part[] {
  return statuses.flatMap(({ id, name }) => {
    const value = sumOf(piles, 'open', ({ status }) => status === id);
    return value === 0 ? [] : [{ id, name, value, list: listOf(filters, { statusIds: [id] }) }];
  });
}

/** What was filed in a period by types or departments, the most first. */
export async function partsOf(
  source: Source,
  by: 'type' | 'department',
  days: Days,
  filters: Filters,
  names: ReadonlyMap<number, string>,
): Promise<Part[]> {
  const sums = await readFiled(source, days, filters, by);
  const parts = [...sums].map(([id, value]) => ({
    id: id === 0 ? null : id,
    name: names.get(id) ?? `#${id}`,
    value,
    list: listOf({ ...filters, [by]: id }, happened('filed', days)),
  }));
  return parts
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => b.value - a.value || compareTexts(a.name, b.name));
}
