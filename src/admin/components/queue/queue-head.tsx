import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';
import type { ColumnName } from './columns.tsx';

interface Sorted {
  readonly sortBy?: string | undefined;
  readonly direction: 'asc' | 'desc';
}

/** Which way a column is sorted first: the most pressing and the latest before the others. */
const DOWN_FIRST = new Set(['urgency', 'lastActivityAt']);

interface HeadingProps extends Sorted {
  readonly column: ColumnName | 'id';
}

function Heading({ column, sortBy, direction }: HeadingProps): ReactNode {
  const { translateLabel } = useTranslation();
  const { search } = useLocation();
  const label = translateLabel(`column_${column}`, 'complaints');
  const active = sortBy === column;
  const firstDown = DOWN_FIRST.has(column);
  const isDown = active ? direction === 'asc' : firstDown;
  const query = new URLSearchParams(search);
  query.delete('page');
  query.set('sortBy', column);
  query.set('direction', isDown ? 'desc' : 'asc');
  const order = direction === 'asc' ? 'ascending' : 'descending';
  return (
    <th
      scope="col"
      className={`p-q-${column === 'id' ? 'title' : column}`}
      aria-sort={active ? order : 'none'}
    >
      <Link className="p-q-sort" to={{ search: query.toString() }} title={label}>
        <span className={column === 'urgency' ? 'visually-hidden' : undefined}>{label}</span>
        {column === 'urgency' && !active && <Icon icon="Flag" size={14} />}
        {active && <Icon icon={direction === 'asc' ? 'ChevronUp' : 'ChevronDown'} />}
      </Link>
    </th>
  );
}

interface QueueHeadProps extends Sorted {
  readonly columns: readonly ColumnName[];
  /** Nothing where rows cannot be ticked. */
  readonly all: { readonly checked: boolean; readonly onChange: () => void } | undefined;
}

/** The headings of the queue, each of which sorts it, the other way round when used again. */
export function QueueHead({ columns, all, ...sorted }: QueueHeadProps): ReactNode {
  const { translateLabel } = useTranslation();
  const [first, ...others] = columns;
  return (
    <thead>
      <tr>
        {all && (
          <td className="p-q-select">
            <label>
              <input type="checkbox" aria-label={translateLabel('selectAll', 'complaints')} {...all} />
            </label>
          </td>
        )}
        {first === 'urgency' && <Heading column={first} {...sorted} />}
        <Heading column="id" {...sorted} />
        {(first === 'urgency' ? others : columns).map((column) => (
          <Heading key={column} column={column} {...sorted} />
        ))}
        <td className="p-q-menu" />
      </tr>
    </thead>
  );
}
