import {
  useTranslation,
  ViewHelpers,
  type ActionResponse,
  type RecordJSON,
  type ResourceJSON,
} from 'adminjs';
import { memo, type MouseEvent, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { RowMenu } from '../parts/row-menu.tsx';
import { cellOf, type ColumnName } from './columns.tsx';

/** What rows call, the same functions for as long as the table stands. */
export interface RowCalls {
  readonly open: (address: string) => void;
  /** @param event tells whether a range was meant. */
  readonly toggle: (id: string, event: MouseEvent) => void;
  readonly done: (answer: ActionResponse) => void;
}

interface QueueRowProps {
  readonly resource: ResourceJSON;
  readonly record: RecordJSON;
  readonly columns: readonly ColumnName[];
  readonly selectable: boolean;
  readonly selected: boolean;
  readonly calls: RowCalls;
}

const views = new ViewHelpers();

function Cell({ column, record }: { readonly column: ColumnName; readonly record: RecordJSON }): ReactNode {
  return <td className={`p-q-${column}`}>{cellOf(column, record)}</td>;
}

/** A complaint in one line; all of it leads to the complaint, its title is the link. Drawn anew for its own sake alone. */
export const QueueRow = memo(function QueueRow(props: QueueRowProps): ReactNode {
  const { resource, record, columns, selectable, selected, calls } = props;
  const { translateLabel } = useTranslation();
  const address = views.showUrl(resource.id, record.id);
  const [first, ...others] = columns;
  const open = ({ target }: MouseEvent): void => {
    if (!(target as Element).closest('a, button, input, label, dialog, [popover]')) calls.open(address);
  };
  return (
    <tr className={selected ? 'p-selected' : undefined} data-id={record.id} onClick={open}>
      {selectable && (
        <td className="p-q-select">
          <label>
            <input
              type="checkbox"
              aria-label={translateLabel('selectOne', resource.id, { name: record.title })}
              checked={selected}
              onChange={() => undefined}
              onClick={(event) => calls.toggle(record.id, event)}
            />
          </label>
        </td>
      )}
      {first === 'urgency' && <Cell column={first} record={record} />}
      <td className="p-q-title p-cell-title">
        <Link to={address} title={String(record.params.title)}>
          <span className="p-number">#{record.id}</span> <bdi>{String(record.params.title)}</bdi>
        </Link>
      </td>
      {(first === 'urgency' ? others : columns).map((column) => (
        <Cell key={column} column={column} record={record} />
      ))}
      <td className="p-q-menu">
        {record.recordActions.length > 0 && (
          <RowMenu resource={resource} record={record} onDone={calls.done} />
        )}
      </td>
    </tr>
  );
});
