import type { Filters, Days } from './counting/read-figures.ts';
import type { Figure, Listed, Unit } from './figures.ts';
import { dayText } from './counting/days.ts';

const idsOf = (id: number | null): (number | 'none')[] | undefined =>
  id === null ? undefined : [id === 0 ? 'none' : id];

/** What the queue is asked for by the filters of a report. */
export function listOf({ department, type, engineer }: Filters, also: Listed = {}): Listed {
  const departmentIds = idsOf(department);
  const assigneeIds = idsOf(engineer);
  return {
    ...(departmentIds === undefined ? {} : { departmentIds }),
    ...(type === null ? {} : { typeIds: [type] }),
    ...(assigneeIds === undefined ? {} : { assigneeIds }),
    ...also,
  };
}

type Ends = readonly [from: keyof Listed, to: keyof Listed];
const ENDS = {
  filed: ['createdFrom', 'createdTo'],
  answered: ['answeredFrom', 'answeredTo'],
  resolved: ['resolvedFrom', 'resolvedTo'],
  rated: ['ratedFrom', 'ratedTo'],
} as const satisfies Readonly<Record<string, Ends>>;

/** What the queue is asked for to list what happened in a period. */
export function happened(what: keyof typeof ENDS, { first, last }: Days): Listed {
  const [from, to] = ENDS[what];
  return { [from]: dayText(first), [to]: dayText(last) };
}

/** A number of complaints. */
export function complaints(value: number, list: Listed, before?: number): Figure {
  return { value, unit: 'complaints', count: value, list, ...(before === undefined ? {} : { before }) };
}

/** Something measured of so many complaints. */
export function measured(
  unit: Exclude<Unit, 'complaints'>,
  value: number | null,
  {
    count,
    list,
    before,
  }: { readonly count: number; readonly list: Listed; readonly before: number | null | undefined },
): Figure {
  return { value, unit, count, list, ...(before === undefined ? {} : { before }) };
}
