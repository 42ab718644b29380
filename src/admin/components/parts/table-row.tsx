import { useTranslation, ViewHelpers } from 'adminjs';
import type { ActionResponse, RecordJSON, ResourceJSON } from 'adminjs';
import { memo, type MouseEvent, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { ListedValue } from './listed-value.tsx';
import { RowMenu } from './row-menu.tsx';

interface TableRowProps {
  readonly resource: ResourceJSON;
  readonly record: RecordJSON;
  readonly selectable: boolean;
  readonly selected: boolean;
  readonly onOpen: (page: string) => void;
  readonly onSelect: (record: RecordJSON) => void;
  readonly onDone: (answer: ActionResponse) => void;
}

const views = new ViewHelpers();

/** Where a click on the row leads: the record's page, else its form. */
function pageOf({ id, recordActions }: RecordJSON, resourceId: string): string | undefined {
  const actionName = ['show', 'edit'].find((name) => recordActions.some((action) => action.name === name));
  return actionName && views.recordActionUrl({ resourceId, recordId: id, actionName });
}

/**
 * A record in the list: its title is a link, and the rest of the row leads there, too. A list is drawn anew for much that
 * concerns no row, or one.
 */
export const TableRow = memo(function TableRow(props: TableRowProps): ReactNode {
  const { resource, record, selectable, selected, onOpen, onSelect, onDone } = props;
  const { translateLabel } = useTranslation();
  const page = pageOf(record, resource.id);
  const open = ({ target }: MouseEvent): void => {
    if (page && !(target as Element).closest('a, button, input, dialog, [popover]')) onOpen(page);
  };
  const { listProperties, titleProperty } = resource;
  const linked =
    listProperties.find(({ propertyPath }) => propertyPath === titleProperty.propertyPath) ??
    listProperties[0];
  return (
    <tr className={selected ? 'p-selected' : undefined} data-id={record.id} onClick={open}>
      {selectable && (
        <td className="p-cell-select">
          {record.bulkActions.length > 0 && (
            <input
              type="checkbox"
              aria-label={translateLabel('selectOne', resource.id, { name: record.title })}
              checked={selected}
              onChange={() => onSelect(record)}
            />
          )}
        </td>
      )}
      {listProperties.map((property) => {
        const value = <ListedValue property={property} resource={resource} record={record} />;
        return (
          <td
            key={property.propertyPath}
            className={property === linked ? 'p-cell-title' : undefined}
            data-property-name={property.propertyPath}
          >
            {page && property === linked && property.custom?.isLink !== true ? (
              <Link to={page}>{value}</Link>
            ) : (
              value
            )}
          </td>
        );
      })}
      <td className="p-cell-menu">
        {record.recordActions.length > 0 && <RowMenu resource={resource} record={record} onDone={onDone} />}
      </td>
    </tr>
  );
});
