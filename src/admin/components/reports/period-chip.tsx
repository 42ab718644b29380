import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import { useState, type FormEvent, type ReactNode } from 'react';
import { readDay } from '../../../look/chart/read-days.ts';
import { NAMED_PERIODS } from '../../../use-cases/reports/named-period.ts';
import { Popover } from '../parts/popover.tsx';
import type { ReportQuery } from './use-report-query.ts';

/** Two days as people read them; one where they are the same. */
export function readPeriod({ from, to }: { readonly from: string; readonly to: string }): string {
  if (from === to) return readDay(from);
  return `${readDay(from, from.slice(0, 4) === to.slice(0, 4))} – ${readDay(to)}`;
}

interface PeriodProps {
  readonly query: ReportQuery;
  /** The one that is shown, where it is known. */
  readonly shown: { readonly from: string; readonly to: string } | undefined;
}

/** Any two days, which are asked for together. */
function Range({ query, shown, close }: PeriodProps & { readonly close: () => void }): ReactNode {
  const { translateButton, translateProperty } = useTranslation();
  const [from, setFrom] = useState(shown?.from ?? '');
  const [to, setTo] = useState(shown?.to ?? '');
  const choose = (event: FormEvent): void => {
    event.preventDefault();
    close();
    query.change({ from, to, period: '' });
  };
  const field = { type: 'date', required: true, max: '9999-12-31' };
  return (
    <form className="p-range" onSubmit={choose}>
      <label className="p-filter-field">
        <span>{translateProperty('from')}</span>
        <input {...field} value={from} onChange={({ target }) => setFrom(target.value)} />
      </label>
      <label className="p-filter-field">
        <span>{translateProperty('to')}</span>
        <input {...field} min={from} value={to} onChange={({ target }) => setTo(target.value)} />
      </label>
      <button type="submit" className="p-button">
        {translateButton('showPeriod', 'reports')}
      </button>
    </form>
  );
}

/** The period of a report: one of those with a name, or any days. */
export function PeriodChip({ query, shown }: PeriodProps): ReactNode {
  const { translateLabel } = useTranslation();
  const label = translateLabel('period', 'reports');
  const name = query.period && translateLabel(`period_${query.period}`, 'reports');
  return (
    <Popover
      className="p-chip p-chip-on"
      name={
        <>
          {label}
          <strong>{name ?? (shown ? readPeriod(shown) : '')}</strong>
          <Icon icon="ChevronDown" size={14} />
        </>
      }
      label={label}
    >
      {(close) => (
        <div className="p-filter-body">
          <div role="group" aria-label={label} className="p-filter-list">
            {NAMED_PERIODS.map((one) => (
              <button
                key={one}
                type="button"
                className="p-filter-choice"
                aria-pressed={one === query.period}
                onClick={() => {
                  close();
                  query.change({ period: one, from: '', to: '' });
                }}
              >
                <span className="p-filter-label">{translateLabel(`period_${one}`, 'reports')}</span>
                {one === query.period && <Icon icon="Check" size={16} />}
              </button>
            ))}
          </div>
          <Range query={query} shown={shown} close={close} />
        </div>
      )}
    </Popover>
  );
}
