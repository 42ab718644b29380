import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Moment } from '../parts/moment.tsx';
import type { EventLine } from './use-events.ts';

const COLUMNS = ['when', 'who', 'what', 'record', 'changes', 'origin'] as const;

function Changes({ event }: { readonly event: EventLine }): ReactNode {
  const { translateLabel } = useTranslation();
  if (event.changes.length + event.notes.length === 0) return null;
  return (
    <ul>
      {event.changes.map((change) => (
        <li key={change.field}>
          {translateLabel('change', 'events', { ...change, interpolation: { escapeValue: false } })}
        </li>
      ))}
      {event.notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

function Line({ event }: { readonly event: EventLine }): ReactNode {
  const { translateLabel } = useTranslation();
  const { complaintId, subject, origin, address } = event;
  return (
    <tr>
      <td>
        <Moment value={event.at} />
      </td>
      <td>{event.who}</td>
      <td>{event.what}</td>
      <td>
        {subject || (complaintId !== null && translateLabel('complaint', 'events', { id: complaintId }))}
      </td>
      <td>
        <Changes event={event} />
      </td>
      <td>{address === null ? origin : translateLabel('place', 'events', { origin, address })}</td>
    </tr>
  );
}

interface EventTableProps {
  readonly events: readonly EventLine[];
  readonly isCurrent: boolean;
}

/** Events as a table, the newest first. */
export function EventTable({ events, isCurrent }: EventTableProps): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <div
      className="p-table-scroll"
      tabIndex={0}
      role="region"
      aria-busy={!isCurrent}
      aria-label={translateLabel('listed', 'events')}
    >
      <table className="p-table p-log">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {translateLabel(column, 'events')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <Line key={event.id} event={event} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
