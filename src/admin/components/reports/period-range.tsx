import { useTranslation } from 'adminjs';
import { useEffect, useId, useState, type FormEvent, type ReactNode } from 'react';
import { Field } from '../parts/field.tsx';
import type { Refused } from './use-report.ts';
import type { ReportQuery } from './use-report-query.ts';

type End = 'from' | 'to';
type Ends = Readonly<Record<End, string>>;

interface RangeProps {
  readonly query: ReportQuery;
  /** The days that are shown, or were typed. */
  readonly days: Ends;
  readonly refused: Refused | undefined;
  /** Whether what the address asks was answered. */
  readonly isAnswered: boolean;
  readonly close: () => void;
}

/** Asks for two days, and closes once they were answered; what is refused is told at its field, and stays to be mended. */
function useRange({ query, days, refused, isAnswered, close }: RangeProps) {
  const { translateMessage } = useTranslation();
  const [typed, setTyped] = useState<Ends>(days);
  const [sent, setSent] = useState<Ends>();
  const [missing, setMissing] = useState<Refused>({});
  const isOf = (ends: Ends | undefined): boolean => ends?.from === query.from && ends.to === query.to;
  useEffect(() => {
    if (!isAnswered || !isOf(sent)) return;
    setSent(undefined);
    if (refused?.from === undefined && refused?.to === undefined) close();
  });
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    const empty = (['from', 'to'] as const).filter((end) => typed[end] === '');
    const text = translateMessage('dayMissing', 'reports');
    setMissing(Object.fromEntries(empty.map((end) => [end, text])));
    if (empty.length > 0) return;
    setSent(typed);
    query.change({ ...typed, period: '' });
  };
  const change = (end: End, value: string): void => {
    setTyped((before) => ({ ...before, [end]: value }));
    setMissing({});
  };
  // What was refused holds for the days that the address asks for.
  const errors: Refused = isOf(typed) ? { ...refused, ...missing } : missing;
  return { typed, change, ask, errors, isBusy: sent !== undefined };
}

/** Any two days, which are asked for together. */
export function PeriodRange(props: RangeProps): ReactNode {
  const { translateButton, translateProperty } = useTranslation();
  const { typed, change, ask, errors, isBusy } = useRange(props);
  const id = useId();
  return (
    <form className="p-range" noValidate onSubmit={ask}>
      {(['from', 'to'] as const).map((end) => (
        <Field key={end} name={end} id={`${id}-${end}`} label={translateProperty(end)} error={errors[end]}>
          {(control) => (
            <input
              {...control}
              type="date"
              max="9999-12-31"
              value={typed[end]}
              onChange={({ target }) => change(end, target.value)}
            />
          )}
        </Field>
      ))}
      <button type="submit" className="p-button" disabled={isBusy}>
        {translateButton('showPeriod', 'reports')}
      </button>
    </form>
  );
}
