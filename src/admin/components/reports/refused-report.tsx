import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Refused } from './use-report.ts';

/** Which chip of the bar a name of the address belongs to. */
const CHIPS: Readonly<Record<string, string>> = {
  from: 'period',
  to: 'period',
  period: 'period',
  step: 'step',
  departmentId: 'departmentId',
  typeId: 'typeId',
  engineerId: 'engineerId',
};

/** The ids of what is said to be wrong at a chip; undefined where nothing is. */
export function refusedAt(refused: Refused | undefined, chip: string): string | undefined {
  const names = Object.keys(refused ?? {}).filter((name) => CHIPS[name] === chip);
  return names.length === 0 ? undefined : names.map((name) => `p-refused-${name}`).join(' ');
}

/** What of a report cannot be asked, at which chip, and the way to one that can be. */
export function RefusedReport({ refused }: { readonly refused: Refused }): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  return (
    <div className="p-card p-refused-report" role="alert">
      <Icon icon="AlertCircle" />
      <div>
        {Object.entries(refused).map(([name, text]) => {
          const chip = CHIPS[name];
          return (
            <p key={name} id={`p-refused-${name}`} className="p-error">
              {chip !== undefined && <strong>{translateLabel(chip, 'reports')}: </strong>}
              {text}
            </p>
          );
        })}
        <p className="p-hint">
          {translateMessage('refusedReport', 'reports')}{' '}
          <Link to="?">{translateLabel('usualReport', 'reports')}</Link>
        </p>
      </div>
    </div>
  );
}
