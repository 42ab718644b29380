import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { ChoiceChip } from './choice-chip.tsx';
import { PeriodChip } from './period-chip.tsx';
import type { Choices, Report } from './report-types.ts';
import { NARROWING, type Narrowing, type ReportQuery } from './use-report-query.ts';

const LISTS = { departmentId: 'departments', typeId: 'types', engineerId: 'engineers' } as const;
/** What those have that have none, where there are such. */
const WITHOUT: Readonly<Partial<Record<Narrowing, string>>> = {
  departmentId: 'noDepartment',
  engineerId: 'nobody',
};

interface BarProps {
  readonly query: ReportQuery;
  readonly report: Report | undefined;
  readonly choices: Choices | undefined;
  readonly children?: ReactNode;
}

/** What a report is about: its period, what it is compared with, and its filters, in force at once. */
export function ReportBar({ query, report, choices, children }: BarProps): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const { isCompared, isNarrowed, change, chosen } = query;
  const choicesOf = (name: Narrowing) => {
    const listed = (choices?.[LISTS[name]] ?? []).map(({ id, name: label }) => ({
      value: String(id),
      label,
    }));
    const without = WITHOUT[name];
    return without ? [...listed, { value: '0', label: translateLabel(without, 'reports') }] : listed;
  };
  return (
    <div className="p-filter-bar" role="group" aria-label={translateLabel('filters')}>
      <PeriodChip query={query} shown={report?.period} />
      <button
        type="button"
        className={isCompared ? 'p-chip p-chip-on' : 'p-chip'}
        aria-pressed={isCompared}
        onClick={() => change({ compare: isCompared ? 'no' : '' })}
      >
        {isCompared && <Icon icon="Check" size={14} />}
        {translateButton('compare', 'reports')}
      </button>
      {NARROWING.map((name) => (
        <ChoiceChip
          key={name}
          label={translateLabel(name, 'reports')}
          choices={choicesOf(name)}
          chosen={chosen(name)}
          onChoose={(value) => change({ [name]: value })}
        />
      ))}
      {isNarrowed && (
        <button
          type="button"
          className="p-chip p-chip-clear"
          onClick={() => change(Object.fromEntries(NARROWING.map((name) => [name, ''])))}
        >
          {translateButton('clear')}
        </button>
      )}
      {children}
    </div>
  );
}
