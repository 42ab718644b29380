import { useTranslation, ViewHelpers } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { StatusBadge, UrgencyBadge } from '../complaint/badges.tsx';
import { Age } from '../parts/age.tsx';
import { readableCount } from '../queue/views.tsx';
import type { SomeComplaints } from './person-types.ts';

const views = new ViewHelpers();

interface PersonComplaintsProps {
  /** Names the list in texts. */
  readonly name: 'filed' | 'work';
  readonly some: SomeComplaints;
  /** The filters under which the queue shows all of them. */
  readonly query: string;
}

/** The newest of somebody's complaints, or of what they work on, and the way to all of them in the queue. */
export function PersonComplaints({ name, some, query }: PersonComplaintsProps): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const { count, rows } = some;
  const queue = `${views.resourceUrl({ resourceId: 'complaints' })}?${query}`;
  return (
    <section className="p-card" aria-labelledby={`p-${name}`}>
      <div className="p-part-head">
        <h2 id={`p-${name}`}>
          {translateLabel(name, 'users')} <span className="p-count">{readableCount(count)}</span>
        </h2>
        {count.count > 0 && <Link to={queue}>{translateLabel(`${name}InQueue`, 'users')}</Link>}
      </div>
      {rows.length === 0 && <p className="p-quiet">{translateMessage(`${name}None`, 'users')}</p>}
      <ul className="p-lines">
        {rows.map(({ id, title, urgency, status, category, lastActivityAt }) => (
          <li key={id}>
            <UrgencyBadge urgency={urgency} isBare />
            <Link to={views.showUrl('complaints', String(id))} dir="auto">
              #{id} {title}
            </Link>
            <StatusBadge status={status} category={category} />
            <span className="p-quiet">
              <Age value={lastActivityAt} isShort />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
