import type { EditPropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { PropertyField } from '../parts/field.tsx';

/** Edits a yes or no by a check box. */
export default function BooleanEdit({ property, record, onChange }: EditPropertyProps): ReactNode {
  const value: unknown = record.params?.[property.path];
  const checked = value === true || value === 'true' || value === 1 || value === '1';
  return (
    <PropertyField property={property} record={record} inline>
      {(control) => (
        <input
          {...control}
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(property.path, event.target.checked)}
        />
      )}
    </PropertyField>
  );
}
