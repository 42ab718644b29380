import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { STEPS } from '../../../use-cases/reports/figures.ts';
import { ChoiceChip } from './choice-chip.tsx';
import { PeriodChip } from './period-chip.tsx';
import { refusedAt } from './refused-report.tsx';
import type { Choices, Report } from './report-types.ts';
import type { Refused } from './use-report.ts';
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
  readonly refused: Refused | undefined;
  /** Whether what the address asks was answered, be it refused. */
  readonly isAnswered: boolean;
}

/** How long a bar or a point of the charts is; by itself as fits the period. */
function StepChip({ query, refused }: Pick<BarProps, 'query' | 'refused'>): ReactNode {
  const { translateLabel } = useTranslation();
  const choices = ['', ...STEPS].map((value) => ({
    value,
    label: translateLabel(`step_${value || 'fitting'}`, 'reports'),
  }));
  return (
    <ChoiceChip
      label={translateLabel('step', 'reports')}
      choices={choices}
      chosen={query.step}
      describedBy={refusedAt(refused, 'step')}
      onChoose={(step) => query.change({ step })}
    />
  );
}

/** What a report is about: its period, what it is compared with, and its filters, in force at once. */
export function ReportBar({ query, report, choices, refused, isAnswered }: BarProps): ReactNode {
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
  // Whoever sees their own work alone has no engineers to choose from.
  const isOffered = (name: Narrowing): boolean =>
    name !== 'engineerId' || choices === undefined || choices.engineers.length > 0;
  return (
    <div className="p-filter-bar" role="group" aria-label={translateLabel('filters')}>
      <PeriodChip query={query} shown={report?.period} refused={refused} isAnswered={isAnswered} />
      <StepChip query={query} refused={refused} />
      <button
        type="button"
        className={isCompared ? 'p-chip p-chip-on' : 'p-chip'}
        aria-pressed={isCompared}
        onClick={() => change({ compare: isCompared ? 'no' : '' })}
      >
        {isCompared && <Icon icon="Check" size={14} />}
        {translateButton('compare', 'reports')}
      </button>
      {NARROWING.filter(isOffered).map((name) => (
        <ChoiceChip
          key={name}
          label={translateLabel(name, 'reports')}
          choices={choicesOf(name)}
          chosen={chosen(name)}
          describedBy={refusedAt(refused, name)}
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
    </div>
  );
}
