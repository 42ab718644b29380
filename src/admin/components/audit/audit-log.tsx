import { Loader } from '@adminjs/design-system';
import { useTranslation, type ActionProps } from 'adminjs';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { LoadFailed } from '../parts/load-failed.tsx';
import { EventFilters } from './event-filters.tsx';
import { EventTable } from './event-table.tsx';
import { useEvents, type EventPage } from './use-events.ts';

/** The way to older events and back to the newest. */
function Pages({ next }: { readonly next: EventPage['next'] }): ReactNode {
  const { translateButton } = useTranslation();
  const { pathname, search } = useLocation();
  const to = (after: string) => {
    const query = new URLSearchParams(search);
    query.delete('after');
    if (after !== '') query.set('after', after);
    return { pathname, search: query.toString() };
  };
  return (
    <div className="p-buttons">
      {new URLSearchParams(search).has('after') && (
        <Link className="p-button" to={to('')}>
          {translateButton('newest', 'events')}
        </Link>
      )}
      {next !== null && (
        <Link className="p-button" to={to(String(next))}>
          {translateButton('older', 'events')}
        </Link>
      )}
    </div>
  );
}

/** What happened: all of it with filters, or the history of the record that the page is of. */
export default function AuditLog(props: ActionProps): ReactNode {
  const { translateMessage } = useTranslation();
  const { page, failure, reload } = useEvents(props);
  const isWhole = props.record === undefined;
  if (failure !== undefined) return <LoadFailed failure={failure} onRetry={reload} />;
  return (
    <div className="p-card">
      {isWhole && <EventFilters action={props.action} />}
      {page === undefined && <Loader />}
      {page?.events.length === 0 && (
        <p className="p-empty" role="status">
          {translateMessage(isWhole ? 'noEvents' : 'noHistory', 'events')}
        </p>
      )}
      {page !== undefined && page.events.length > 0 && <EventTable events={page.events} />}
      {page !== undefined && <Pages next={page.next} />}
    </div>
  );
}
