import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { readDay } from '../../../look/chart/read-days.ts';
import { NAMED_PERIODS, type NamedPeriod } from '../../../use-cases/reports/named-period.ts';
import { Popover } from '../parts/popover.tsx';
import { chipClass } from './choice-chip.tsx';
import { PeriodRange } from './period-range.tsx';
import { refusedAt } from './refused-report.tsx';
import type { Refused } from './use-report.ts';
import type { ReportQuery } from './use-report-query.ts';

interface Days {
  readonly from: string;
  readonly to: string;
}

/** Two days as people read them; one where they are the same. */
export function readPeriod({ from, to }: Days): string {
  if (from === to) return readDay(from);
  return `${readDay(from, from.slice(0, 4) === to.slice(0, 4))} – ${readDay(to)}`;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Days that nothing can be shown of; what is no day stands as it was typed. */
function readTyped({ from, to }: Days): string {
  return DAY.test(from) && DAY.test(to) ? readPeriod({ from, to }) : `${from} – ${to}`;
}

interface PeriodProps {
  readonly query: ReportQuery;
  /** The one that is shown, where it is known. */
  readonly shown: Days | undefined;
  readonly refused: Refused | undefined;
  readonly isAnswered: boolean;
}

/** Those with a name; the one that is asked for can be told from the others. */
function Named({
  query,
  onChoose,
}: {
  readonly query: ReportQuery;
  readonly onChoose: (one: NamedPeriod) => void;
}) {
  const { translateLabel } = useTranslation();
  return (
    <div role="group" aria-label={translateLabel('period', 'reports')} className="p-filter-list">
      {NAMED_PERIODS.map((one) => (
        <button
          key={one}
          type="button"
          className="p-filter-choice"
          aria-pressed={one === query.period}
          onClick={() => onChoose(one)}
        >
          <span className="p-filter-label">{translateLabel(`period_${one}`, 'reports')}</span>
          {one === query.period && <Icon icon="Check" size={16} />}
        </button>
      ))}
    </div>
  );
}

/** The period of a report: one of those with a name, or any days. */
export function PeriodChip({ query, shown, refused, isAnswered }: PeriodProps): ReactNode {
  const { translateLabel } = useTranslation();
  const label = translateLabel('period', 'reports');
  const describedBy = refusedAt(refused, 'period');
  const typed = { from: query.from, to: query.to };
  const isTyped = typed.from !== '' || typed.to !== '';
  const name = query.period && translateLabel(`period_${query.period}`, 'reports');
  const days = describedBy && isTyped ? readTyped(typed) : shown && readPeriod(shown);
  return (
    <Popover
      className={chipClass(true, describedBy !== undefined)}
      describedBy={describedBy}
      name={
        <>
          {label}
          <strong>{name ?? days ?? ''}</strong>
          <Icon icon="ChevronDown" size={14} />
        </>
      }
      label={label}
    >
      {(close) => (
        <div className="p-filter-body">
          <Named
            query={query}
            onChoose={(period) => {
              close();
              query.change({ period, from: '', to: '' });
            }}
          />
          <PeriodRange
            query={query}
            days={isTyped ? typed : (shown ?? typed)}
            refused={refused}
            isAnswered={isAnswered}
            close={close}
          />
        </div>
      )}
    </Popover>
  );
}
