import { useTranslation, ViewHelpers } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { EventLine } from '../audit/use-events.ts';
import { Age } from '../parts/age.tsx';

const views = new ViewHelpers();

interface PersonHistoryProps {
  readonly recordId: string;
  readonly events: readonly EventLine[];
}

function Line({ event }: { readonly event: EventLine }): ReactNode {
  // Of what was just made every field is new.
  const changes = event.changes.filter(({ from }) => from !== '–' || event.changes.length === 1);
  const changed = changes.map(({ field }) => field).join(', ');
  const besides = [changed, ...event.notes].filter((part) => part !== '').join(' · ');
  return (
    <li>
      <span className="p-grows">
        {event.what} <span className="p-quiet">· {event.who}</span>
        {besides !== '' && (
          <>
            <br />
            <span className="p-quiet">{besides}</span>
          </>
        )}
      </span>
      <span className="p-quiet">
        <Age value={event.at} />
      </span>
    </li>
  );
}

/** What the journal tells of somebody last, and the way to all of it. */
export function PersonHistory({ recordId, events }: PersonHistoryProps): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const all = views.recordActionUrl({ resourceId: 'users', recordId, actionName: 'history' });
  return (
    <section className="p-card" aria-labelledby="p-history">
      <div className="p-part-head">
        <h2 id="p-history">{translateLabel('recentHistory', 'users')}</h2>
        {events.length > 0 && <Link to={all}>{translateLabel('wholeHistory', 'users')}</Link>}
      </div>
      {events.length === 0 && <p className="p-quiet">{translateMessage('noHistory', 'events')}</p>}
      <ul className="p-lines">
        {events.map((event) => (
          <Line key={event.id} event={event} />
        ))}
      </ul>
    </section>
  );
}
