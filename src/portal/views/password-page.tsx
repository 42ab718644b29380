import type { ReactElement } from 'react';
import type { Person } from '../../policies/actor.ts';
import { ErrorSummary, TextField, type FormErrors } from '../../web/views/fields.tsx';
import { Layout } from '../../web/views/layout.tsx';
import { Marks, type FormMarks } from './form-marks.tsx';

const LABELS = {
  currentPassword: 'Current password',
  newPassword: 'New password',
  repeatPassword: 'New password once more',
};

/** The form to change one's own password; nothing typed into it is ever sent back. */
export function PasswordPage({
  person,
  errors,
  marks,
}: {
  person: Person;
  errors: FormErrors;
  marks: FormMarks;
}): ReactElement {
  return (
    <Layout title="Change password" person={person} narrow>
      <h1>Change password</h1>
      <p className="lead-text">Wherever else you are signed in, you will have to sign in again.</p>
      <ErrorSummary errors={errors} labels={LABELS} />
      <form className="panel" method="post" action="/password" noValidate>
        <Marks marks={marks} />
        <input type="hidden" name="username" autoComplete="username" value={person.username} />
        <TextField
          name="currentPassword"
          label={LABELS.currentPassword}
          type="password"
          required
          autoComplete="current-password"
          errors={errors}
        />
        <TextField
          name="newPassword"
          label={LABELS.newPassword}
          hint="At least 12 characters, not your name, not a common one"
          type="password"
          required
          autoComplete="new-password"
          errors={errors}
        />
        <TextField
          name="repeatPassword"
          label={LABELS.repeatPassword}
          type="password"
          required
          autoComplete="new-password"
          errors={errors}
        />
        <div className="form-actions">
          <button type="submit" className="btn btn-primary">
            Change password
          </button>
          <a className="btn btn-link" href="/profile">
            Cancel
          </a>
        </div>
      </form>
    </Layout>
  );
}
