import type { ReactElement } from 'react';
import { TextField, type FormErrors } from './fields.tsx';

/** What the fields of a new password are called, also where their faults are summed up. */
export const NEW_PASSWORD_LABELS = { newPassword: 'New password', repeatPassword: 'New password once more' };

/** The fields in which a new password is typed, and typed again; nothing typed into them is ever sent back. */
export function NewPasswordFields({ errors }: { readonly errors: FormErrors }): ReactElement {
  const shared = { type: 'password', required: true, autoComplete: 'new-password', errors } as const;
  return (
    <>
      <TextField
        name="newPassword"
        label={NEW_PASSWORD_LABELS.newPassword}
        hint="At least 12 characters, not your name, not a common one"
        {...shared}
      />
      <TextField name="repeatPassword" label={NEW_PASSWORD_LABELS.repeatPassword} {...shared} />
    </>
  );
}
