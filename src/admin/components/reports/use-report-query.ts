import { useLocation, useNavigate } from 'react-router';
import { NAMED_PERIODS, USUAL_PERIOD, type NamedPeriod } from '../../../use-cases/reports/named-period.ts';

/** What a report can be narrowed down to, by its name in the address. */
export const NARROWING = ['departmentId', 'typeId', 'engineerId'] as const;
export type Narrowing = (typeof NARROWING)[number];

/** What stands in a report's address, and the ways to change it. */
export interface ReportQuery {
  /** As the server is asked for a report. */
  readonly search: string;
  /** The time it was made that a mail linked to; null: none. */
  readonly run: string | null;
  /** Undefined: days were chosen. */
  readonly period: NamedPeriod | undefined;
  /** The days that were chosen, as they were typed. */
  readonly from: string;
  readonly to: string;
  /** Empty: as fits the period. */
  readonly step: string;
  readonly isCompared: boolean;
  readonly chosen: (name: Narrowing) => string;
  readonly isNarrowed: boolean;
  /** Changes what is given; empty values go. */
  readonly change: (values: Readonly<Record<string, string>>) => void;
}

/** Reads and writes what the page's report is asked by, so that an address can be sent and gone back to. */
export function useReportQuery(): ReportQuery {
  const { search } = useLocation();
  const navigate = useNavigate();
  const query = new URLSearchParams(search);
  query.delete('refresh');
  const run = query.get('run');
  query.delete('run');
  const hasDays = query.has('from') || query.has('to');
  const named = query.get('period') ?? USUAL_PERIOD;
  return {
    search: query.toString(),
    run,
    period: hasDays ? undefined : NAMED_PERIODS.find((one) => one === named),
    from: query.get('from') ?? '',
    to: query.get('to') ?? '',
    step: query.get('step') ?? '',
    isCompared: query.get('compare') !== 'no',
    chosen: (name) => query.get(name) ?? '',
    isNarrowed: NARROWING.some((name) => query.has(name)),
    change(values) {
      const changed = new URLSearchParams(query);
      for (const [name, value] of Object.entries(values)) {
        if (value === '') changed.delete(name);
        else changed.set(name, value);
      }
      navigate({ search: changed.toString() });
    },
  };
}
