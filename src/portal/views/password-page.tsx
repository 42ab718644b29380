import type { ReactElement } from 'react';
import type { Person } from '../../policies/actor.ts';
import { ErrorSummary, TextField, type FormErrors } from '../../web/views/fields.tsx';
import { Layout } from '../../web/views/layout.tsx';
import { Marks, type FormMarks } from './form-marks.tsx';
import { NEW_PASSWORD_LABELS, NewPasswordFields } from '../../web/views/new-password-fields.tsx';

const LABELS = { currentPassword: 'Current password', ...NEW_PASSWORD_LABELS };

const LEAD = {
  due: 'The password that you signed in with was given to you by somebody else. Choose one that only you know, and go on.',
  free: 'Wherever else you are signed in, you will have to sign in again.',
};

/** What the password form shows. */
export interface PasswordPageProps {
  readonly person: Person;
  readonly errors: FormErrors;
  readonly marks: FormMarks;
  /** Nothing else answers before it is changed. */
  readonly isDue: boolean;
  /** The page that was asked for. */
  readonly next: string | undefined;
}

/** The form to change one's own password; nothing typed into it is ever sent back. */
export function PasswordPage({ person, errors, marks, isDue, next }: PasswordPageProps): ReactElement {
  const title = isDue ? 'Choose a new password' : 'Change password';
  return (
    <Layout title={title} person={person} narrow>
      <h1>{title}</h1>
      <p className="lead-text">{isDue ? LEAD.due : LEAD.free}</p>
      <ErrorSummary errors={errors} labels={LABELS} />
      <form className="panel" method="post" action="/password" noValidate>
        <Marks marks={marks} />
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        <input type="hidden" name="username" autoComplete="username" value={person.username} />
        <TextField
          name="currentPassword"
          label={LABELS.currentPassword}
          type="password"
          required
          autoComplete="current-password"
          errors={errors}
        />
        <NewPasswordFields errors={errors} />
        <div className="form-actions">
          <button type="submit" className="btn btn-primary">
            {isDue ? 'Save and go on' : 'Change password'}
          </button>
          {!isDue && (
            <a className="btn btn-link" href="/profile">
              Cancel
            </a>
          )}
        </div>
      </form>
    </Layout>
  );
}
