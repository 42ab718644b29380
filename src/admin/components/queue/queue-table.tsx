import { useTranslation, type ActionResponse, type RecordJSON, type ResourceJSON } from 'adminjs';
import { useMemo, useRef, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { selectRange } from '../bulk/select-range.ts';
import { COLUMNS, type ColumnName } from './columns.tsx';
import { QueueHead } from './queue-head.tsx';
import { QueueRow, type RowCalls } from './queue-row.tsx';

interface QueueTableProps {
  readonly resource: ResourceJSON;
  readonly records: readonly RecordJSON[];
  readonly columns: readonly ColumnName[];
  readonly sortBy?: string | undefined;
  readonly direction: 'asc' | 'desc';
  readonly isLoading: boolean;
  /** Whether this person does anything with many at once. */
  readonly selectable: boolean;
  /** The ids of the complaints that are ticked. */
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (ids: ReadonlySet<string>) => void;
  readonly onDone: (answer: ActionResponse) => void;
}

/** Functions that stay the same while what they work with changes, so that no row is drawn anew for them. */
function useRowCalls(props: QueueTableProps): RowCalls {
  const navigate = useNavigate();
  const latest = useRef({ ...props, navigate });
  latest.current = { ...props, navigate };
  const before = useRef<string>();
  return useMemo(
    () => ({
      open: (address) => latest.current.navigate(address),
      toggle: (id, { shiftKey }) => {
        const { records, selected, onSelect } = latest.current;
        const ids = records.map((record) => record.id);
        onSelect(selectRange(ids, selected, id, shiftKey ? before.current : undefined));
        before.current = id;
      },
      done: (answer) => latest.current.onDone(answer),
    }),
    [],
  );
}

/** The complaints of a page of the queue, one line each; on narrow screens, a card each. */
export function QueueTable(props: QueueTableProps): ReactNode {
  const { resource, records, columns, sortBy, direction, selected, onSelect } = props;
  const { translateLabel } = useTranslation();
  const calls = useRowCalls(props);
  const selectable = props.selectable || records.some(({ bulkActions }) => bulkActions.length > 0);
  const isAll = records.every(({ id }) => selected.has(id));
  const toggleAll = (): void => onSelect(isAll ? new Set() : new Set(records.map(({ id }) => id)));
  return (
    <table
      className={columns.length >= COLUMNS.length - 1 ? 'p-q-table p-q-all' : 'p-q-table'}
      aria-busy={props.isLoading}
      aria-label={translateLabel(resource.name, resource.id)}
    >
      <QueueHead
        columns={columns}
        sortBy={sortBy}
        direction={direction}
        all={selectable ? { checked: isAll, onChange: toggleAll } : undefined}
      />
      <tbody>
        {records.map((record) => (
          <QueueRow
            key={record.id}
            resource={resource}
            record={record}
            columns={columns}
            selectable={selectable}
            selected={selected.has(record.id)}
            calls={calls}
          />
        ))}
      </tbody>
    </table>
  );
}
