import type { ReactElement } from 'react';
import type { Person } from '../../../policies/actor.ts';
import type { Draft } from '../../../use-cases/second-factor/set-up.ts';
import { ErrorSummary, TextField, type FormErrors } from '../../../web/views/fields.tsx';
import { Layout } from '../../../web/views/layout.tsx';
import { Marks, type FormMarks } from '../form-marks.tsx';
import { QrCode } from './qr-code.tsx';

/** What the page shows on which an app is set up. */
export interface SetUpPageProps {
  readonly person: Person;
  readonly draft: Draft;
  /** There is one already, in whose place this one comes. */
  readonly isReplaced: boolean;
  readonly name: string;
  /** The page to go to afterwards. */
  readonly next: string | undefined;
  readonly errors: FormErrors;
  readonly marks: FormMarks;
}

const LABELS = {
  code: 'Code that the app shows now',
  name: 'What you call it',
  present: 'Code of the app so far, or a recovery code',
};

function Fields({ isReplaced, name, errors }: SetUpPageProps): ReactElement {
  const code = { required: true, autoCapitalize: 'none', spellCheck: false, errors };
  return (
    <>
      <TextField
        {...code}
        name="code"
        label={LABELS.code}
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={20}
      />
      {isReplaced && (
        <TextField {...code} name="present" label={LABELS.present} autoComplete="off" maxLength={60} />
      )}
      <TextField
        name="name"
        label={LABELS.name}
        hint="Such as My phone"
        maxLength={100}
        defaultValue={name}
        errors={errors}
      />
    </>
  );
}

/** The picture for the app, the same to type, and the field for its first code. */
export function SetUpPage(page: SetUpPageProps): ReactElement {
  const { person, draft, isReplaced, next, errors, marks } = page;
  const title = isReplaced ? 'Use another app or phone' : 'Set up an app';
  return (
    <Layout title={title} person={person} current="/profile" narrow>
      <p className="back">
        <a href="/profile/security">Sign-in and security</a>
      </p>
      <h1>{title}</h1>
      <ErrorSummary errors={errors} labels={LABELS} />
      <form className="panel" method="post" action="/profile/security/app" noValidate data-once>
        <Marks marks={marks} />
        <input type="hidden" name="draft" value={draft.sealed} />
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        <ol className="steps">
          <li>
            <p>Open the authenticator app on your phone, and let it read this picture.</p>
            <QrCode text={draft.address} label="Picture for your app" />
            <p>
              It reads no pictures? Type this, without the spaces:
              <br />
              <code className="secret-text">{draft.secret.replaceAll(/.{4}(?=.)/g, '$& ')}</code>
            </p>
          </li>
          <li>
            <p>Type what it shows.</p>
            <Fields {...page} />
          </li>
        </ol>
        <div className="form-actions">
          <button type="submit" className="btn btn-primary">
            Set up
          </button>
          <a className="btn btn-link" href="/profile/security">
            Cancel
          </a>
        </div>
      </form>
    </Layout>
  );
}
