import { Loader } from '@adminjs/design-system';
import { NoRecords, useTranslation } from 'adminjs';
import type { ActionResponse, RecordJSON, RecordsTableProps } from 'adminjs';
import { useCallback, useRef, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { SelectionBar } from '../parts/selection-bar.tsx';
import { TableHeading } from '../parts/table-heading.tsx';
import { TableRow } from '../parts/table-row.tsx';

/** What rows call, the same functions for as long as the table stands, so that a row is drawn anew for its own sake alone. */
function useRowCalls(props: RecordsTableProps) {
  const navigate = useNavigate();
  const latest = useRef({ ...props, navigate });
  latest.current = { ...props, navigate };
  const open = useCallback((page: string) => latest.current.navigate(page), []);
  const select = useCallback((record: RecordJSON) => latest.current.onSelect?.(record), []);
  const done = useCallback((answer: ActionResponse) => latest.current.actionPerformed?.(answer), []);
  return { open, select, done };
}

/** The records of a list: a real table, which scrolls within itself on narrow screens. */
export default function RecordsTable(props: RecordsTableProps): ReactNode {
  const { resource, records, selectedRecords = [], onSelect, onSelectAll } = props;
  const { translateLabel } = useTranslation();
  const { open, select, done } = useRowCalls(props);
  if (records.length === 0) return props.isLoading ? <Loader /> : <NoRecords resource={resource} />;
  const selectable = onSelect !== undefined && records.some(({ bulkActions }) => bulkActions.length > 0);
  const title = translateLabel(resource.name, resource.id);
  return (
    <>
      <SelectionBar resource={resource} records={selectedRecords} />
      <div className="p-table-scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="p-table" aria-busy={props.isLoading}>
          <thead>
            <tr>
              {selectable && (
                <td className="p-cell-select">
                  <input
                    type="checkbox"
                    aria-label={translateLabel('selectAll', resource.id)}
                    checked={records.every(({ id }) => selectedRecords.some((other) => other.id === id))}
                    onChange={() => onSelectAll?.()}
                  />
                </td>
              )}
              {resource.listProperties.map((property) => (
                <TableHeading key={property.propertyPath} property={property} {...props} />
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <TableRow
                key={record.id}
                resource={resource}
                record={record}
                selectable={selectable}
                selected={selectedRecords.some(({ id }) => id === record.id)}
                onOpen={open}
                onSelect={select}
                onDone={done}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
