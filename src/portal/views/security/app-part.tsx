import type { ReactElement } from 'react';
import { readableTime } from '../../../readable-time.ts';
import type { Factors } from '../../../use-cases/second-factor/factors-of.ts';
import { TextField, type FormErrors } from '../../../web/views/fields.tsx';
import { withNext } from '../../../web/views/with-next.ts';
import { Marks, type FormMarks } from '../form-marks.tsx';

/** What every part of the page needs. */
export interface PartProps {
  readonly factors: Factors;
  readonly timeZone: string;
  readonly marks: FormMarks;
  /** The page to go to once there is a second factor. */
  readonly next: string | undefined;
  /** Of the form that was sent from this part. */
  readonly errors: FormErrors;
}

const ASKED = { name: 'code', label: 'Code of your app, or a recovery code', required: true } as const;

/** A field for whatever proves that its person sends the form. */
export function ProofField({ prefix, errors }: { readonly prefix: string; readonly errors: FormErrors }) {
  return (
    <TextField
      {...ASKED}
      prefix={prefix}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={60}
      errors={errors}
    />
  );
}

function SwitchOff({
  marks,
  errors,
  isRequired,
}: PartProps & { readonly isRequired: boolean }): ReactElement {
  if (isRequired)
    return <p className="hint mb-0">A group of yours requires it, so it cannot be switched off.</p>;
  const isTried = errors.message !== undefined || Object.keys(errors.fields).length > 0;
  return (
    <details open={isTried}>
      <summary>Switch it off</summary>
      <form className="mt-2" method="post" action="/profile/security/off" noValidate data-once>
        <Marks marks={marks} />
        <p className="hint">Your password alone will let you in then, and whoever else knows it.</p>
        <ProofField prefix="off-" errors={errors} />
        <button type="submit" className="btn btn-outline-secondary">
          Switch off
        </button>
      </form>
    </details>
  );
}

/** The app that shows one-time codes. */
export function AppPart(props: PartProps & { readonly isRequired: boolean }): ReactElement {
  const { app } = props.factors;
  return (
    <section className="panel" aria-labelledby="app">
      <h2 id="app">One-time codes of an app</h2>
      {app === undefined ? (
        <>
          <p>
            An app on your phone shows a code of six digits, another one every half minute. You type it after
            your password. Any authenticator app will do.
          </p>
          <p className="mb-0">
            <a className="btn btn-primary" href={withNext('/profile/security/app', props.next)}>
              Set up an app
            </a>
          </p>
        </>
      ) : (
        <>
          <p>
            <strong dir="auto">{app.name}</strong>
            <span className="hint">
              {' '}
              since {readableTime(app.since, props.timeZone)}
              {app.lastUsedAt !== null && ` · last used ${readableTime(app.lastUsedAt, props.timeZone)}`}
            </span>
          </p>
          <p>
            <a className="btn btn-outline-secondary" href="/profile/security/app">
              Use another app or phone
            </a>
          </p>
          <SwitchOff {...props} />
        </>
      )}
    </section>
  );
}
