import type { EditPropertyProps } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { PropertyField } from './parts/field.tsx';

/** A password to be stored: it is sent, and never shown again. */
export default function PasswordField({ property, record, onChange }: EditPropertyProps): ReactNode {
  const [value, setValue] = useState('');
  // A new person needs one; of others it takes a right of its own.
  if (record.id && !record.recordActions.some(({ name }) => name === 'setPassword')) return null;
  return (
    <PropertyField property={property} record={record}>
      {(control) => (
        <input
          {...control}
          type="password"
          autoComplete="new-password"
          value={value}
          onChange={(event) => {
            setValue(event.target.value);
            onChange(property.path, event.target.value);
          }}
        />
      )}
    </PropertyField>
  );
}
