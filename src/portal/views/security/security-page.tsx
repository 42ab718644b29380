import type { ReactElement } from 'react';
import { Notice } from '../../../look/states.tsx';
import type { Person } from '../../../policies/actor.ts';
import { ErrorSummary, type FormErrors } from '../../../web/views/fields.tsx';
import { Layout } from '../../../web/views/layout.tsx';

/** What is told above the page: what was done, or why not. */
export interface Told {
  readonly kind: 'done' | 'fault';
  readonly text: string;
}

/** What the page of one's sign-in shows: one part for each thing that somebody signs in by. */
export interface SecurityPageProps {
  readonly person: Person;
  /** A group requires a second factor, and nothing else answers before there is one. */
  readonly isDue: boolean;
  readonly told: Told | undefined;
  /** The page that they are on the way to. */
  readonly next: string | undefined;
  readonly parts: readonly ReactElement[];
  /** Of the form that was sent. */
  readonly errors: FormErrors;
}

/** How somebody signs in, and with what beside their password. */
export function SecurityPage({ person, isDue, told, next, parts, errors }: SecurityPageProps): ReactElement {
  const title = isDue ? 'Set up a second factor' : 'Sign-in and security';
  return (
    <Layout title={title} person={person} current="/profile" narrow script="portal-passkeys.js">
      {!isDue && (
        <p className="back">
          <a href="/profile">Profile</a>
        </p>
      )}
      <h1>{title}</h1>
      <ErrorSummary errors={errors} labels={{}} />
      {told !== undefined && <Notice kind={told.kind}>{told.text}</Notice>}
      <p className="lead-text">
        {isDue
          ? 'A group of yours requires that you sign in with more than a password. Set that up now, and go on.'
          : 'With a second factor nobody gets in who only knows your password.'}
      </p>
      {parts}
      {next !== undefined && !isDue && (
        <p>
          <a className="btn btn-primary" href={next}>
            Go on
          </a>
        </p>
      )}
    </Layout>
  );
}
