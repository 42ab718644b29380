import type { ReactElement } from 'react';
import type { Person } from '../../policies/actor.ts';
import { ErrorSummary, TextField, type FormErrors } from '../../web/views/fields.tsx';
import { Layout } from '../../web/views/layout.tsx';
import { PasskeyForm } from '../../web/views/passkey-form.tsx';
import { withNext } from '../../web/views/with-next.ts';
import { Marks, type FormMarks } from './form-marks.tsx';

const TITLE = 'Confirm that it is you';
const LABELS = { password: 'Your password' };

/** What the page shows. */
export interface ConfirmPageProps {
  readonly person: Person;
  readonly marks: FormMarks;
  readonly errors: FormErrors;
  /** Path to go to afterwards. */
  readonly next: string | undefined;
  /** A form waits there that was sent before. */
  readonly isKept: boolean;
  /** What is made of it, where that can be told. */
  readonly what: string | undefined;
  /** They have a password, here or in the directory. */
  readonly hasPassword: boolean;
  /** How people call the service that they sign in by; undefined: by none. */
  readonly service: string | undefined;
  /** One of their passkeys answers to this page. */
  readonly hasPasskey: boolean;
}

type FormProps = Pick<ConfirmPageProps, 'person' | 'marks' | 'errors' | 'next'>;

function PasswordForm({ person, marks, errors, next }: FormProps): ReactElement {
  return (
    <form method="post" action="/confirm" noValidate>
      <Marks marks={marks} />
      {next !== undefined && <input type="hidden" name="next" value={next} />}
      <input type="hidden" name="username" autoComplete="username" value={person.username} />
      <TextField
        name="password"
        label={LABELS.password}
        type="password"
        required
        autoFocus
        autoComplete="current-password"
        errors={errors}
      />
      <button type="submit" className="btn btn-primary btn-wide">
        Confirm and go on
      </button>
    </form>
  );
}

function PasskeyButton({ marks, next }: FormProps): ReactElement {
  return (
    <div className="mt-3" data-needs-passkeys hidden>
      <PasskeyForm action="/confirm/passkey" kind="proof" label="Confirm with a passkey" isWide>
        <Marks marks={marks} />
        {next !== undefined && <input type="hidden" name="next" value={next} />}
      </PasskeyForm>
    </div>
  );
}

/** Whoever was handed over by the main portal may have nothing of their own here. */
function NoWay(): ReactElement {
  return (
    <>
      <p>You have no password here. Let the portal send you a link to set one, and sign in with it.</p>
      <a className="btn btn-primary btn-wide" href="/password/forgotten">
        Set a password
      </a>
    </>
  );
}

/** Asks for one's own credentials once more, before what nobody else is to do who sits down at an open session. */
export function ConfirmPage(props: ConfirmPageProps): ReactElement {
  const { person, errors, next, isKept, what, hasPassword, service, hasPasskey } = props;
  return (
    <Layout title={TITLE} person={person} narrow script={hasPasskey ? 'portal-passkeys.js' : undefined}>
      <div className="panel">
        <h1>{TITLE}</h1>
        <p className="lead-text">
          What you are about to do could give others your rights. It is a while since you signed in, so
          confirm that nobody else sits at your screen.
        </p>
        {isKept && (
          <p>
            {what === undefined ? (
              'What you sent waits'
            ) : (
              <>
                What waits is <strong>{what}</strong>
              </>
            )}
            . It goes on then: nothing of it is lost.
          </p>
        )}
        <ErrorSummary errors={errors} labels={LABELS} />
        {hasPassword && <PasswordForm {...props} />}
        {hasPasskey && <PasskeyButton {...props} />}
        {service !== undefined && (
          <>
            {hasPassword && (
              <p className="or" aria-hidden="true">
                or
              </p>
            )}
            <a
              className={`btn ${hasPassword ? 'btn-outline-secondary' : 'btn-primary'} btn-wide`}
              href={withNext('/confirm/sso', next)}
            >
              {`Confirm with ${service}`}
            </a>
          </>
        )}
        {!hasPassword && service === undefined && !hasPasskey && <NoWay />}
      </div>
    </Layout>
  );
}
