import type { ReactElement } from 'react';
import { ErrorSummary, TextField, type FormErrors } from './fields.tsx';
import { Layout } from './layout.tsx';

/** What the page for whoever forgot their password shows. */
export interface ForgottenPageProps {
  readonly username: string;
  readonly errors: FormErrors;
}

const LABELS = { username: 'Username or e-mail' };
const TITLE = 'Password forgotten';

/** Asks whose password was forgotten. */
export function ForgottenPage({ username, errors }: ForgottenPageProps): ReactElement {
  return (
    <Layout title={TITLE} narrow>
      <div className="panel">
        <h1>{TITLE}</h1>
        <p className="lead-text">We send you a mail with a link to choose a new one.</p>
        <ErrorSummary errors={errors} labels={LABELS} />
        <form method="post" action="/password/forgotten" noValidate>
          <TextField
            name="username"
            label={LABELS.username}
            required
            errors={errors}
            defaultValue={username}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
          <div className="form-actions">
            <button type="submit" className="btn btn-primary">
              Send the link
            </button>
            <a className="btn btn-link" href="/login">
              Back to sign-in
            </a>
          </div>
        </form>
      </div>
    </Layout>
  );
}

/** Says the same whether there is such an account or not. */
export function LinkAskedPage(): ReactElement {
  return (
    <Layout title="Look into your mail" narrow>
      <div className="panel">
        <h1>Look into your mail</h1>
        <p role="status">
          If there is an account with this name and an e-mail address, a mail with a link is on its way. The
          link works once, for one hour.
        </p>
        <p className="hint">
          Nothing there after a few minutes? Look among the unwanted mails, and check what you typed. Then ask
          your IT team.
        </p>
        <p className="mb-0">
          <a href="/login">Back to sign-in</a>
        </p>
      </div>
    </Layout>
  );
}
