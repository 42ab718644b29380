import type { ReactElement } from 'react';
import { ErrorBlock } from '../../look/states.tsx';
import { ErrorSummary, type FormErrors } from './fields.tsx';
import { Layout } from './layout.tsx';
import { NEW_PASSWORD_LABELS, NewPasswordFields } from './new-password-fields.tsx';

const TITLE = 'Choose a new password';

/** What the form shows that a mailed link leads to. */
export interface NewPasswordPageProps {
  /** Of the person whose link it is. */
  readonly username: string;
  readonly token: string;
  readonly errors: FormErrors;
}

/** The form to set one's password by a link; nothing typed into it is ever sent back. */
export function NewPasswordPage({ username, token, errors }: NewPasswordPageProps): ReactElement {
  return (
    <Layout title={TITLE} narrow>
      <h1>{TITLE}</h1>
      <p className="lead-text">
        For <bdi>{username}</bdi>. Wherever you are signed in, you will have to sign in again.
      </p>
      <ErrorSummary errors={errors} labels={NEW_PASSWORD_LABELS} />
      <form className="panel" method="post" action="/password/new" noValidate>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="username" autoComplete="username" value={username} />
        <NewPasswordFields errors={errors} />
        <div className="form-actions">
          <button type="submit" className="btn btn-primary">
            Set the password
          </button>
        </div>
      </form>
    </Layout>
  );
}

/** Stands where a link leads to that works no more, whyever. */
export function LinkGonePage({ message }: { readonly message: string }): ReactElement {
  return (
    <Layout title={message} narrow>
      <ErrorBlock
        heading={message}
        message="A link works once, for one hour, and only as long as the account and its e-mail address stay as they are. Ask for a new one: only the newest mail counts. If you have just set your password with this link, sign in with it."
      >
        <a className="btn btn-primary" href="/password/forgotten">
          Ask for a new link
        </a>
        <a className="btn btn-outline-secondary" href="/login">
          Sign in
        </a>
      </ErrorBlock>
    </Layout>
  );
}
