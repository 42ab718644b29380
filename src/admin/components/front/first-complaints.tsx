import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { StatusBadge, UrgencyBadge } from '../complaint/badges.tsx';
import { Age } from '../parts/age.tsx';
import { Due } from '../parts/due.tsx';
import type { FirstList } from './front-types.ts';

/** The first complaints of a view of the queue, and the way to all of them. */
export function FirstComplaints({ view, href, complaints }: FirstList): ReactNode {
  const { translateLabel } = useTranslation();
  const title = `p-list-${view}`;
  return (
    <section className="p-card" aria-labelledby={title}>
      <div className="p-head-row">
        <h2 id={title}>{translateLabel(`list_${view}`, 'complaints')}</h2>
        <Link to={href}>{translateLabel('showAll', 'complaints')}</Link>
      </div>
      <ul className="p-newest">
        {complaints.map(
          ({ id, title: named, href: page, urgency, status, category, due, reporter, createdAt }) => (
            <li key={id}>
              <Link to={page} dir="auto">
                #{id} {named}
              </Link>
              <span className="p-badges">
                <UrgencyBadge urgency={urgency} />
                <StatusBadge status={status} category={category} />
                {due && <Due what={due.what} at={due.at} />}
                <span className="p-hint">
                  {reporter.name} · <Age value={createdAt} />
                </span>
              </span>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
