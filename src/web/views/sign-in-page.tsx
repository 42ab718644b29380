import type { ReactElement } from 'react';
import { ErrorSummary, TextField, type FormErrors } from './fields.tsx';
import { Layout } from './layout.tsx';
import { PasskeyForm } from './passkey-form.tsx';
import { withNext } from './with-next.ts';

/** What the sign-in page shows. */
export interface SignInPageProps {
  readonly username: string;
  /** Path to go to afterwards. */
  readonly next: string | undefined;
  /** They have just set a password. */
  readonly hasNewPassword?: boolean;
  readonly errors: FormErrors;
  /** Where people sign in instead, if anywhere. */
  readonly elsewhere?: Elsewhere | undefined;
  /** Whether browsers let passkeys in here. */
  readonly hasPasskeys: boolean;
}

/** Another way in. */
export interface Elsewhere {
  /** How people call it. */
  readonly name: string;
  /** Passwords are for superusers alone. */
  readonly only: boolean;
}

const LABELS = { username: 'Username or e-mail', password: 'Password' };

type PasswordProps = Pick<SignInPageProps, 'username' | 'next' | 'errors' | 'hasPasskeys'>;

function PasswordForm({ username, next, errors, hasPasskeys }: PasswordProps): ReactElement {
  return (
    <form method="post" action="/login" noValidate>
      {next !== undefined && <input type="hidden" name="next" value={next} />}
      <TextField
        name="username"
        label={LABELS.username}
        required
        errors={errors}
        defaultValue={username}
        autoComplete={hasPasskeys ? 'username webauthn' : 'username'}
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
  );
}

function PasskeyButton({ next }: Pick<SignInPageProps, 'next'>): ReactElement {
  return (
    <div className="mt-3" data-needs-passkeys hidden>
      <PasskeyForm action="/login/passkey" kind="sign-in" label="Sign in with a passkey" isWide>
        {next !== undefined && <input type="hidden" name="next" value={next} />}
      </PasskeyForm>
    </div>
  );
}

function SsoLink({ name, next, isFirst }: { name: string; next: string | undefined; isFirst: boolean }) {
  const look = isFirst ? 'btn-primary' : 'btn-outline-secondary';
  return (
    <a className={`btn ${look} btn-wide`} href={withNext('/login/sso', next)}>
      {`Sign in with ${name}`}
    </a>
  );
}

/** Both ways, or the one that is not for superusers alone before the other. */
function Ways({ elsewhere, ...form }: PasswordProps & Pick<SignInPageProps, 'elsewhere'>): ReactElement {
  const { next, errors, hasPasskeys } = form;
  if (elsewhere?.only === true) {
    const isTried = errors.message !== undefined || Object.keys(errors.fields).length > 0;
    return (
      <>
        <SsoLink name={elsewhere.name} next={next} isFirst />
        <details className="mt-4" open={isTried}>
          <summary>Sign in with a password</summary>
          <p className="hint mt-2">Passwords of the portal are for its superusers alone.</p>
          <PasswordForm {...form} />
          {hasPasskeys && <PasskeyButton next={next} />}
        </details>
      </>
    );
  }
  return (
    <>
      <PasswordForm {...form} />
      <p className="hint mt-3 mb-1">
        <a href="/password/forgotten">Password forgotten?</a>
      </p>
      {hasPasskeys && <PasskeyButton next={next} />}
      {elsewhere !== undefined && (
        <>
          <p className="or" aria-hidden="true">
            or
          </p>
          <SsoLink name={elsewhere.name} next={next} isFirst={false} />
        </>
      )}
    </>
  );
}

/** The one sign-in page of portal and panel. */
export function SignInPage({
  username,
  next,
  hasNewPassword = false,
  errors,
  elsewhere,
  hasPasskeys,
}: SignInPageProps): ReactElement {
  return (
    <Layout title="Sign in" narrow script={hasPasskeys ? 'portal-passkeys.js' : undefined}>
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
        <Ways
          username={username}
          next={next}
          errors={errors}
          hasPasskeys={hasPasskeys}
          elsewhere={elsewhere}
        />
        <p className="hint mt-3 mb-0">No account? Ask your IT team.</p>
      </div>
    </Layout>
  );
}
