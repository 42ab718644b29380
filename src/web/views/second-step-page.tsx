import type { ReactElement } from 'react';
import type { TypedWay } from '../../use-cases/second-factor/give-second-factor.ts';
import { ErrorSummary, TextField, type FormErrors } from './fields.tsx';
import { Layout } from './layout.tsx';

/** Something else that somebody can give, with a form of its own. */
export interface OtherFactor {
  readonly name: string;
  readonly form: ReactElement;
}

/** What the page shows on which a second factor is given; nothing on it tells whose it is. */
export interface SecondStepPageProps {
  /** What is asked for. */
  readonly way: TypedWay;
  readonly hasApp: boolean;
  readonly recoveryCodes: number;
  /** What stands beside codes. */
  readonly others: readonly OtherFactor[];
  /** For how long the browser can be remembered; 0: it is not. */
  readonly days: number;
  readonly isRemembered: boolean;
  readonly errors: FormErrors;
}

const WORDS = {
  app: { label: 'Code', hint: 'Six digits, from the app on your phone' },
  recovery: { label: 'Recovery code', hint: 'One of those that you kept; each works once' },
} as const;

/** Whoever typed something wrong hears of that first. */
const isFirst = ({ message, fields }: FormErrors): boolean =>
  message === undefined && Object.keys(fields).length === 0;

function CodeField({ way, errors }: Pick<SecondStepPageProps, 'way' | 'errors'>): ReactElement {
  const shared = {
    name: 'code',
    required: true,
    errors,
    ...WORDS[way],
    autoCapitalize: 'none',
    spellCheck: false,
    autoFocus: isFirst(errors),
  };
  if (way === 'app')
    return <TextField {...shared} autoComplete="one-time-code" inputMode="numeric" maxLength={20} />;
  return <TextField {...shared} autoComplete="off" maxLength={60} />;
}

function Remember({ days, isRemembered }: Pick<SecondStepPageProps, 'days' | 'isRemembered'>) {
  if (days === 0) return null;
  return (
    <div className="form-check field">
      <input
        className="form-check-input"
        type="checkbox"
        id="remember"
        name="remember"
        value="on"
        defaultChecked={isRemembered}
      />
      <label className="form-check-label" htmlFor="remember">
        {`Remember this device for ${days} ${days === 1 ? 'day' : 'days'}`}
      </label>
      <p className="hint mb-0">Your password is enough here until then. Not on a computer that others use.</p>
    </div>
  );
}

function OtherWays({ way, hasApp, recoveryCodes }: SecondStepPageProps): ReactElement {
  return (
    <details className="mt-4">
      <summary>Use another way</summary>
      <ul className="mt-2 mb-0">
        {way === 'app' && recoveryCodes > 0 && (
          <li>
            <a href="/login/second?way=recovery">Use a recovery code</a>
          </li>
        )}
        {way === 'recovery' && hasApp && (
          <li>
            <a href="/login/second">Use the code of your app</a>
          </li>
        )}
        <li>Phone and codes lost? An administrator can reset your second factor.</li>
      </ul>
    </details>
  );
}

/** The second step of a sign-in. */
export function SecondStepPage(page: SecondStepPageProps): ReactElement {
  const { way, others, errors } = page;
  return (
    <Layout title="Second step" narrow script={others.length > 0 ? 'portal-passkeys.js' : undefined}>
      <div className="panel">
        <h1>Second step</h1>
        <p className="lead-text">Your password is right. Show that it is you.</p>
        <ErrorSummary errors={errors} labels={{ code: WORDS[way].label }} />
        {others.map(({ name, form }) => (
          <section key={name} aria-label={name} className="mb-4" data-needs-passkeys hidden>
            {form}
          </section>
        ))}
        <form method="post" action="/login/second" noValidate>
          <input type="hidden" name="way" value={way} />
          <CodeField way={way} errors={errors} />
          <Remember {...page} />
          <button type="submit" className="btn btn-primary btn-wide">
            Go on
          </button>
        </form>
        <OtherWays {...page} />
        <p className="hint mt-3 mb-0">
          <a href="/login">Sign in as somebody else</a>
        </p>
      </div>
    </Layout>
  );
}
