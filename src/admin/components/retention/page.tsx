import { Loader } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { Field } from '../parts/field.tsx';
import { LoadFailed } from '../parts/load-failed.tsx';
import type { ShownRetention } from '../../pages/retention.ts';
import { useRetention, type RetentionCalls } from './use-retention.ts';

type Rule = ShownRetention['rules'][number];
type Tried = NonNullable<ShownRetention['trial']>;

const SOURCE = 'retention';

/** What the rule would remove, with the numbers of the complaints to keep or to look at. */
function TrialResult({ trial }: { readonly trial: Tried }): ReactNode {
  const { translateMessage, translateLabel } = useTranslation();
  const { rule, years, complaints, files, bytes, numbers } = trial;
  const told = { complaints, files, years, mb: (bytes / 1024 / 1024).toFixed(1) };
  const list = `data:text/csv,${encodeURIComponent(['complaint', ...numbers].join('\r\n'))}`;
  return (
    <p role="status">
      {translateMessage(`tried_${rule}`, SOURCE, told)}{' '}
      {complaints > 0 && (
        <a href={list} download={`retention-${rule}-${years}.csv`}>
          {translateLabel('numbers', SOURCE)}
        </a>
      )}
    </p>
  );
}

interface RuleCardProps extends Pick<RetentionCalls, 'send' | 'isBusy'> {
  readonly rule: Rule;
  readonly trial: Tried | undefined;
}

function RuleCard({ rule: { rule, years }, trial, send, isBusy }: RuleCardProps): ReactNode {
  const { translateButton, translateLabel, translateMessage } = useTranslation();
  const [typed, setTyped] = useState(years === null ? '' : String(years));
  const [error, setError] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const title = `p-retention-${rule}`;
  const wanted = Number(typed);
  const isTried = trial !== undefined && trial.years === wanted;
  const go = async (deed: 'try' | 'set' | 'off'): Promise<void> => {
    if (!isBusy) setError(await send(deed, rule, typed));
  };
  return (
    <section className="p-card" aria-labelledby={title}>
      <h2 id={title}>{translateLabel(`rule_${rule}`, SOURCE)}</h2>
      <p>
        {years === null ? translateMessage('off', SOURCE) : translateMessage(`on_${rule}`, SOURCE, { years })}
      </p>
      <Field name={`${rule}-years`} label={translateLabel('years', SOURCE)} error={error}>
        {(control) => (
          <input
            {...control}
            type="number"
            min={1}
            max={50}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {isTried && <TrialResult trial={trial} />}
      <div className="p-buttons">
        <button type="button" className="p-button" onClick={() => void go('try')}>
          {translateButton('try', SOURCE)}
        </button>
        {isTried && wanted !== years && (
          <button type="button" className="p-button p-danger" onClick={() => setAsking(true)}>
            {translateButton('switchOn', SOURCE)}
          </button>
        )}
        {years !== null && (
          <button type="button" className="p-button" onClick={() => void go('off')}>
            {translateButton('switchOff', SOURCE)}
          </button>
        )}
      </div>
      {isAsking && (
        <ConfirmDialog
          question={translateMessage(`ask_${rule}`, SOURCE, { years: wanted })}
          answer={translateButton('switchOn', SOURCE)}
          onConfirm={() => void go('set')}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}

/** For how long files and texts of closed complaints are kept: each rule is tried before it is switched on. */
export default function RetentionPage(): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const { shown, failure, isBusy, load, send } = useRetention();
  if (failure) return <LoadFailed failure={failure} onRetry={load} />;
  return (
    <div className="p-page p-health">
      <h1>{translateLabel('heading', SOURCE)}</h1>
      <p>{translateMessage('intro', SOURCE)}</p>
      {shown === undefined && <Loader />}
      {shown?.rules.map((rule) => (
        <RuleCard
          key={rule.rule}
          rule={rule}
          trial={shown.trial?.rule === rule.rule ? shown.trial : undefined}
          send={send}
          isBusy={isBusy}
        />
      ))}
    </div>
  );
}
