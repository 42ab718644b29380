import { ApiClient, useCurrentAdmin, useTranslation } from 'adminjs';
import { Loader } from '@adminjs/design-system';
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Moment } from './parts/moment.tsx';

/** A number that leads to the list it counts. */
interface Card {
  readonly label: string;
  readonly count: number;
  readonly href: string;
}

/** A complaint as the dashboard lists it. */
interface Complaint {
  readonly id: number;
  readonly title: string;
  readonly status: string;
  readonly urgency: string;
  readonly reporter: string;
  readonly createdAt: string;
  readonly href: string;
}

interface DashboardData {
  readonly cards: readonly Card[];
  readonly complaints: readonly Complaint[];
}

function useDashboard(): DashboardData | 'failed' | undefined {
  const [data, setData] = useState<DashboardData | 'failed'>();
  useEffect(() => {
    new ApiClient().getDashboard<DashboardData>().then(
      (response) => setData(response.data),
      () => setData('failed'),
    );
  }, []);
  return data;
}

function Newest({ complaints }: { readonly complaints: readonly Complaint[] }): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  return (
    <section className="p-card" aria-labelledby="p-newest">
      <h2 id="p-newest">{translateLabel('newestComplaints')}</h2>
      {complaints.length === 0 && <p className="p-hint">{translateMessage('noComplaintsYet')}</p>}
      <ul className="p-newest">
        {complaints.map(({ id, title, status, urgency, reporter, createdAt, href }) => (
          <li key={id}>
            <Link to={href}>
              #{id} {title}
            </Link>
            <span className="p-hint">
              <span className="p-badge">{status}</span> {urgency} · {reporter} · <Moment value={createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The panel's first page: what there is to look after, and what came in last. */
export default function Dashboard(): ReactNode {
  const { translateMessage } = useTranslation();
  const [person] = useCurrentAdmin();
  const data = useDashboard();
  return (
    <div className="p-page">
      <h1>{translateMessage('greeting', { name: String(person?.name ?? '') })}</h1>
      {data === undefined && <Loader />}
      {data === 'failed' && (
        <p className="p-message p-message-error" role="alert">
          {translateMessage('actionFailed')}
        </p>
      )}
      {data && data !== 'failed' && (
        <>
          <ul className="p-cards">
            {data.cards.map(({ label, count, href }) => (
              <li key={label}>
                <Link to={href} className="p-card p-count-card">
                  <strong>{count}</strong>
                  <span>{label}</span>
                </Link>
              </li>
            ))}
          </ul>
          <Newest complaints={data.complaints} />
        </>
      )}
    </div>
  );
}
