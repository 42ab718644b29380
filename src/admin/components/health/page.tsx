import { Loader } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { LoadFailed } from '../parts/load-failed.tsx';
import { Moment } from '../parts/moment.tsx';
import type { ShownHealth } from '../../pages/health.ts';
import { useHealth } from './use-health.ts';

type Group = ShownHealth['groups'][number];

const TAGS = { ok: 'tag-resolved', warning: 'tag-pending', problem: 'tag-overdue' } as const;

function LevelTag({ level }: { readonly level: keyof typeof TAGS }): ReactNode {
  const { translateLabel } = useTranslation();
  return <span className={`tag ${TAGS[level]}`}>{translateLabel(`level_${level}`, 'health')}</span>;
}

function CheckRow({ label, level, text, advice, href }: Group['checks'][number]): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <li className="p-check">
      <h3>{label}</h3>
      <LevelTag level={level} />
      <div className="p-check-text">
        <p>{text}</p>
        {advice !== undefined && <p className="p-hint">{advice}</p>}
        {href !== null && (
          <Link to={href}>
            {translateLabel('seeList', 'health')}
            <span className="visually-hidden">: {label}</span>
          </Link>
        )}
      </div>
    </li>
  );
}

function GroupCard({ group, checks }: Group): ReactNode {
  const { translateLabel } = useTranslation();
  const title = `p-health-${group}`;
  return (
    <section className="p-card" aria-labelledby={title}>
      <h2 id={title}>{translateLabel(`group_${group}`, 'health')}</h2>
      <ul className="p-checks">
        {checks.map((check) => (
          <CheckRow key={check.name} {...check} />
        ))}
      </ul>
    </section>
  );
}

function Summary({ health, isBusy }: { readonly health: ShownHealth; readonly isBusy: boolean }): ReactNode {
  const { translateMessage } = useTranslation();
  return (
    <p role="status" className="p-health-summary">
      {isBusy ? (
        translateMessage('checking', 'health')
      ) : (
        <>
          {translateMessage(`all_${health.level}`, 'health')}{' '}
          <span className="p-hint">
            {translateMessage('checkedAt', 'health')} <Moment value={health.at} />
          </span>
        </>
      )}
    </p>
  );
}

/** How the portal stands: what is wrong first, each with what to do. */
export default function HealthPage(): ReactNode {
  const { translateLabel, translateButton, translateMessage } = useTranslation();
  const { health, failure, isBusy, check } = useHealth();
  if (failure) return <LoadFailed failure={failure} onRetry={check} />;
  return (
    <div className="p-page p-health">
      <div className="p-head-row">
        <h1>{translateLabel('heading', 'health')}</h1>
        <button
          type="button"
          className="p-button"
          aria-disabled={isBusy}
          onClick={() => {
            if (!isBusy) check();
          }}
        >
          {translateButton('again', 'health')}
        </button>
      </div>
      {health === undefined && <Loader />}
      {health && (
        <>
          <Summary health={health} isBusy={isBusy} />
          {health.unchecked.length > 0 && (
            <p className="p-hint">
              {translateMessage('unchecked', 'health', { names: health.unchecked.join(', ') })}
            </p>
          )}
          {health.groups.map((group) => (
            <GroupCard key={group.group} {...group} />
          ))}
        </>
      )}
    </div>
  );
}
