import { Icon } from '@adminjs/design-system';
import { useTranslation, type BasePropertyJSON, type RecordsTableProps } from 'adminjs';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';

interface TableHeadingProps extends Pick<RecordsTableProps, 'sortBy' | 'direction'> {
  readonly property: BasePropertyJSON;
}

/** A column's heading; where the list can be sorted by it, a link that does so, the other way round when used again. */
export function TableHeading({ property, sortBy, direction }: TableHeadingProps): ReactNode {
  const { translateProperty } = useTranslation();
  const location = useLocation();
  const label = translateProperty(property.label, property.resourceId);
  if (!property.isSortable) {
    return (
      <th scope="col" data-column={property.propertyPath}>
        {label}
      </th>
    );
  }
  const active = sortBy === property.propertyPath;
  const ascending = direction === 'asc';
  const query = new URLSearchParams(location.search);
  query.set('sortBy', property.propertyPath);
  query.set('direction', active && ascending ? 'desc' : 'asc');
  const order = ascending ? 'ascending' : 'descending';
  return (
    <th scope="col" data-column={property.propertyPath} aria-sort={active ? order : 'none'}>
      <Link to={{ search: query.toString() }}>
        {label}
        {active && <Icon icon={ascending ? 'ChevronUp' : 'ChevronDown'} />}
      </Link>
    </th>
  );
}
