import { USUAL_PERIOD } from '../../../use-cases/reports/named-period.ts';
import { readPeriod } from './period-chip.tsx';
import type { Choices } from './report-types.ts';

/** What addresses of the same report have in common, however they are written. */
function asked(search: string): URLSearchParams {
  const query = new URLSearchParams(search);
  for (const name of new Set(query.keys())) if (query.get(name) === '') query.delete(name);
  if (!query.has('from') && !query.has('to') && !query.has('period')) query.set('period', USUAL_PERIOD);
  if (!query.has('compare')) query.set('compare', 'yes');
  query.sort();
  return query;
}

/** Whether two addresses ask the same. */
export function isSameQuestion(one: string, other: string): boolean {
  return asked(one).toString() === asked(other).toString();
}

type Label = (name: string) => string;

function periodWords(query: URLSearchParams, label: Label): string {
  const period = query.get('period');
  if (period !== null) return label(`period_${period}`);
  const [from, to] = [query.get('from'), query.get('to')];
  if (from !== null && to !== null) return readPeriod({ from, to });
  return [from && `${label('since')} ${readPeriod({ from, to: from })}`, to && readPeriod({ from: to, to })]
    .filter(Boolean)
    .join(' – ');
}

/**
 * What an address of a report asks, in words such as `Last week, Hardware, by day`.
 *
 * @param choices what reports can be narrowed down to, for the names.
 */
export function questionWords(search: string, choices: Choices | undefined, label: Label): string {
  const query = asked(search);
  const named = (name: string, list: readonly { id: number; name: string }[] = [], none = ''): string[] => {
    const id = query.get(name);
    if (id === null) return [];
    return [id === '0' ? label(none) : (list.find((one) => String(one.id) === id)?.name ?? `#${id}`)];
  };
  const step = query.get('step');
  const isMonthly = query.get('period') === 'last-12-months' && step === 'month';
  return [
    periodWords(query, label),
    ...named('departmentId', choices?.departments, 'noDepartment'),
    ...named('typeId', choices?.types),
    ...named('engineerId', choices?.engineers, 'nobody'),
    ...(step === null || isMonthly ? [] : [label(`asked_${step}`)]),
    ...(query.get('compare') === 'no' ? [label('notCompared')] : []),
  ].join(', ');
}
