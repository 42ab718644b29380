import { ApiClient, useCurrentAdmin, useTranslation } from 'adminjs';
import { Loader } from '@adminjs/design-system';
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { OverdueMark, StatusBadge, UrgencyBadge } from './complaint/badges.tsx';
import type { ComplaintView } from './complaint/types.ts';
import { Age } from './parts/age.tsx';
import { LoadFailed } from './parts/load-failed.tsx';
import { failureOf, type LoadFailure } from './parts/page-loads.ts';
import type { Count } from './queue/use-queue.ts';
import { readableCount } from './queue/views.tsx';

/** A view of the queue with the complaints in it. */
interface ViewCard extends Count {
  readonly view: string;
  readonly href: string;
}

/** The first complaints of a view. */
interface List {
  readonly view: string;
  readonly href: string;
  readonly complaints: readonly (ComplaintView & { readonly href: string })[];
}

interface DashboardData {
  readonly views: readonly ViewCard[];
  readonly lists: readonly List[];
  readonly people: { readonly count: number; readonly href: string } | null;
}

interface Loading {
  readonly data: DashboardData | undefined;
  readonly failure: LoadFailure | undefined;
  readonly retry: () => void;
}

function useDashboard(): Loading {
  const [data, setData] = useState<DashboardData>();
  const [failure, setFailure] = useState<LoadFailure>();
  const load = (): void => {
    setFailure(undefined);
    new ApiClient().getDashboard<DashboardData>().then(
      (response) => setData(response.data),
      (error: unknown) => setFailure(failureOf(error)),
    );
  };
  useEffect(load, []);
  return { data, failure, retry: load };
}

function CountCard(props: {
  readonly label: string;
  readonly count: string;
  readonly href: string;
}): ReactNode {
  return (
    <li>
      <Link to={props.href} className="p-card p-count-card">
        <strong>{props.count}</strong>
        <span>{props.label}</span>
      </Link>
    </li>
  );
}

function FirstOf({ view, href, complaints }: List): ReactNode {
  const { translateLabel } = useTranslation();
  const title = `p-list-${view}`;
  return (
    <section className="p-card" aria-labelledby={title}>
      <div className="p-head-row">
        <h2 id={title}>{translateLabel(`list_${view}`, 'complaints')}</h2>
        <Link to={href}>{translateLabel('showAll', 'complaints')}</Link>
      </div>
      <ul className="p-newest">
        {complaints.map((complaint) => (
          <li key={complaint.id}>
            <Link to={complaint.href} dir="auto">
              #{complaint.id} {complaint.title}
            </Link>
            <span className="p-badges">
              <UrgencyBadge urgency={complaint.urgency} />
              <StatusBadge status={complaint.status} category={complaint.category} />
              {complaint.isOverdue && <OverdueMark />}
              <span className="p-hint">
                {complaint.reporter.name} · <Age value={complaint.createdAt} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The panel's first page: how much there is to look after, and what of it comes first. */
export default function Dashboard(): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const [person] = useCurrentAdmin();
  const { data, failure, retry } = useDashboard();
  if (failure) return <LoadFailed failure={failure} onRetry={retry} />;
  return (
    <div className="p-page">
      <h1>{translateMessage('greeting', { name: String(person?.name ?? '') })}</h1>
      {data === undefined && <Loader />}
      {data && (
        <>
          <ul className="p-cards">
            {data.views.map(({ view, href, ...count }) => (
              <CountCard
                key={view}
                label={translateLabel(`view_${view}`, 'complaints')}
                count={readableCount(count)}
                href={href}
              />
            ))}
            {data.people && (
              <CountCard
                label={translateLabel('activeUsers')}
                count={data.people.count.toLocaleString('en')}
                href={data.people.href}
              />
            )}
          </ul>
          {data.lists.length === 0 && (
            <p className="p-hint">{translateMessage('nothingToDo', 'complaints')}</p>
          )}
          <div className="p-lists">
            {data.lists.map((list) => (
              <FirstOf key={list.view} {...list} />
            ))}
          </div>
        </>
      )}
    </div>
  );
}
