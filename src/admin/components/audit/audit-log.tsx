import { Loader } from '@adminjs/design-system';
import { useTranslation, type ActionProps } from 'adminjs';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { FilterBar } from '../filters/filter-bar.tsx';
import { LoadFailed } from '../parts/load-failed.tsx';
import { PrintNote } from '../parts/print-note.tsx';
import { MOST_PRINTED } from '../parts/printing.ts';
import { EventTable } from './event-table.tsx';
import { useEvents, type EventPage, type Loaded } from './use-events.ts';

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
    <div className="p-buttons p-log-pages">
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

/** The page of events, or why there is none. */
function Listed({ shown, nothing }: { readonly shown: Loaded; readonly nothing: string }): ReactNode {
  const { translateMessage } = useTranslation();
  const { page, failure, isCurrent, reload } = shown;
  if (failure !== undefined) return <LoadFailed failure={failure} onRetry={reload} />;
  if (page === undefined) return <Loader />;
  return (
    <>
      {page.events.length > 0 ? (
        <EventTable events={page.events} isCurrent={isCurrent} />
      ) : (
        <p className="p-hint" role="status">
          {translateMessage(nothing, 'events')}
        </p>
      )}
      {/* The ways on are those of what is shown, and lead nowhere while something else is asked for. */}
      {isCurrent && <Pages next={page.next} />}
      {page.next !== null && page.events.length >= MOST_PRINTED && <PrintNote />}
    </>
  );
}

/** What happened: all of it with filters, or the history of the record that the page is of. */
export default function AuditLog(props: ActionProps): ReactNode {
  const shown = useEvents(props);
  const isWhole = props.record === undefined;
  return (
    <div className="p-card">
      {isWhole && <FilterBar resource={props.resource} />}
      <Listed shown={shown} nothing={isWhole ? 'noEvents' : 'noHistory'} />
    </div>
  );
}
