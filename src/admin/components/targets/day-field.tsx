import type { EditPropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { asText } from '../parts/as-text.ts';
import { PropertyField } from '../parts/field.tsx';

/** Edits a day, which has no time and so no time zone. */
export default function DayField({ property, record, onChange }: EditPropertyProps): ReactNode {
  const { path } = property;
  return (
    <PropertyField property={property} record={record}>
      {(control) => (
        <input
          {...control}
          type="date"
          value={asText(record.params[path])}
          onChange={({ target }) => onChange(path, target.value)}
        />
      )}
    </PropertyField>
  );
}
