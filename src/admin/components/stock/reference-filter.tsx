import { useTranslation, type FilterPropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { FilterField, filterValue } from '../parts/filter-field.tsx';
import { ReferenceSelect } from '../parts/reference-select.tsx';

/** Filters by a record of another resource. */
export default function ReferenceFilter({ property, filter, onChange }: FilterPropertyProps): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <FilterField property={property}>
      {(control) => (
        <ReferenceSelect
          control={control}
          reference={property.reference ?? ''}
          chosen={filterValue(filter, property.path)}
          none={translateLabel('any')}
          onChange={(id) => onChange(property.path, id ?? '')}
        />
      )}
    </FilterField>
  );
}
