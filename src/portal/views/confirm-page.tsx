import type { ReactElement } from 'react';
import type { Person } from '../../policies/actor.ts';
import type { DueFactor } from '../../use-cases/second-factor/due-factor.ts';
import { ErrorSummary, TextField, type FormErrors } from '../../web/views/fields.tsx';
import { Layout } from '../../web/views/layout.tsx';
import { PasskeyForm } from '../../web/views/passkey-form.tsx';
import { withNext } from '../../web/views/with-next.ts';
import { Marks, type FormMarks } from './form-marks.tsx';

const TITLE = 'Confirm that it is you';
const FACTORS = {
  app: { label: 'Code of your app', hint: 'Six digits, or one of your recovery codes' },
  recovery: { label: 'Recovery code', hint: 'One of those that you kept; each works once' },
} as const;

const labelsOf = (due: DueFactor | undefined) => ({
  password: 'Your password',
  code: due === undefined ? '' : FACTORS[due].label,
});

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
  /** What they type beside; undefined: nothing. */
  readonly due: DueFactor | undefined;
  /** The service has said that it is they, and what they type beside is missing alone. */
  readonly isHalf: boolean;
  /** How people call the service that they sign in by; undefined: by none. */
  readonly service: string | undefined;
  /** One of their passkeys answers to this page. */
  readonly hasPasskey: boolean;
}

interface FactorProps {
  readonly due: DueFactor;
  readonly isFirst: boolean;
}

type FormProps = Pick<ConfirmPageProps, 'person' | 'marks' | 'errors' | 'next' | 'due' | 'isHalf'>;

function CodeField({ due, errors, isFirst }: Pick<FormProps, 'errors'> & FactorProps): ReactElement {
  return (
    <TextField
      name="code"
      {...FACTORS[due]}
      required
      autoFocus={isFirst}
      autoComplete={due === 'app' ? 'one-time-code' : 'off'}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={60}
      errors={errors}
    />
  );
}

function TypedForm({ person, marks, errors, next, due, isHalf }: FormProps): ReactElement {
  return (
    <form method="post" action="/confirm" noValidate>
      <Marks marks={marks} />
      {next !== undefined && <input type="hidden" name="next" value={next} />}
      <input type="hidden" name="username" autoComplete="username" value={person.username} />
      {!isHalf && (
        <TextField
          name="password"
          label={labelsOf(due).password}
          type="password"
          required
          autoFocus
          autoComplete="current-password"
          errors={errors}
        />
      )}
      {due !== undefined && <CodeField due={due} errors={errors} isFirst={isHalf} />}
      <button type="submit" className="btn btn-primary btn-wide">
        Confirm and go on
      </button>
    </form>
  );
}

function PasskeyButton({ marks, next }: Pick<FormProps, 'marks' | 'next'>): ReactElement {
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
  const { person, errors, next, isKept, what, hasPassword, due, isHalf, service, hasPasskey } = props;
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
        <ErrorSummary errors={errors} labels={labelsOf(due)} />
        {isHalf && <p>{`${service ?? 'The service'} has confirmed you. Now show your second factor.`}</p>}
        {(hasPassword || isHalf) && <TypedForm {...props} />}
        {hasPasskey && <PasskeyButton {...props} />}
        {service !== undefined && !isHalf && (
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
