import { useTranslation, type FilterPropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { FilterField, filterValue } from '../parts/filter-field.tsx';

/** Filters by yes or no. */
export default function BooleanFilter({ property, filter, onChange }: FilterPropertyProps): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <FilterField property={property}>
      {(control) => (
        <select
          {...control}
          value={filterValue(filter, property.path)}
          onChange={(event) => onChange(property.path, event.target.value)}
        >
          <option value="">{translateLabel('any')}</option>
          <option value="true">{translateLabel('yes')}</option>
          <option value="false">{translateLabel('no')}</option>
        </select>
      )}
    </FilterField>
  );
}
