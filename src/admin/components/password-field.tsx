import type { EditPropertyProps } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { PropertyField } from './parts/field.tsx';
import { PasswordTools } from './parts/password-tools.tsx';

/** Whether its owner has to change it; ticked for one that was drawn. */
const MUST_CHANGE = 'mustChangePassword';

/** A password to be stored: it is sent, and never shown again. */
export default function PasswordField({ property, record, onChange }: EditPropertyProps): ReactNode {
  const [value, setValue] = useState('');
  // A new person needs one; of others it takes a right of its own.
  if (record.id && !record.recordActions.some(({ name }) => name === 'setPassword')) return null;
  const change = (password: string, isDrawn: boolean): void => {
    setValue(password);
    onChange(property.path, password);
    if (isDrawn) onChange(MUST_CHANGE, true);
  };
  return (
    <PropertyField property={property} record={record}>
      {(control) => <PasswordTools control={control} value={value} onChange={change} />}
    </PropertyField>
  );
}
