import type { ReactElement } from 'react';
import { ErrorSummary, TextField, type FormErrors } from './fields.tsx';
import { Layout } from './layout.tsx';

/** What the sign-in page shows. */
export interface SignInPageProps {
  readonly username: string;
  /** Path to go to afterwards. */
  readonly next: string | undefined;
  /** They have just set a password. */
  readonly hasNewPassword?: boolean;
  readonly errors: FormErrors;
}

const LABELS = { username: 'Username or e-mail', password: 'Password' };

/** The one sign-in page of portal and panel. */
export function SignInPage({
  username,
  next,
  hasNewPassword = false,
  errors,
}: SignInPageProps): ReactElement {
  return (
    <Layout title="Sign in" narrow>
      <div className="panel">
        <h1>Sign in</h1>
        <p className="lead-text">Report IT problems and follow what becomes of them.</p>
        {hasNewPassword && (
          <p className="alert alert-info" role="status">
            Your password is set. Sign in with it.
          </p>
        )}
        {next?.startsWith('/kept/') === true && (
          <p className="alert alert-info" role="status">
            Your session had ended before the form arrived. Nothing is lost: sign in again, and what you wrote
            is there.
          </p>
        )}
        <ErrorSummary errors={errors} labels={LABELS} />
        <form method="post" action="/login" noValidate>
          {next !== undefined && <input type="hidden" name="next" value={next} />}
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
          <TextField
            name="password"
            label={LABELS.password}
            type="password"
            required
            errors={errors}
            autoComplete="current-password"
          />
          <button type="submit" className="btn btn-primary btn-wide">
            Sign in
          </button>
        </form>
        <p className="hint mt-3 mb-1">
          <a href="/password/forgotten">Password forgotten?</a>
        </p>
        <p className="hint mb-0">No account? Ask your IT team.</p>
      </div>
    </Layout>
  );
}
