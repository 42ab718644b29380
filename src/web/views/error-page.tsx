import type { ReactElement } from 'react';
import type { Person } from '../../policies/actor.ts';
import { Layout } from './layout.tsx';

/** What an error page tells. */
export interface ErrorPageProps {
  readonly status: number;
  readonly heading: string;
  readonly message: string;
  readonly requestId: string;
  readonly person: Person | undefined;
}

/** A page that says what went wrong, and leads back. */
export function ErrorPage({ status, heading, message, requestId, person }: ErrorPageProps): ReactElement {
  return (
    <Layout title={heading} person={person} narrow>
      <div className="panel panel-error">
        <p className="error-status" aria-hidden="true">
          {status}
        </p>
        <h1>{heading}</h1>
        <p>{message}</p>
        <p>
          <a className="btn btn-primary" href="/">
            {person === undefined ? 'Go to the portal' : 'Back to my complaints'}
          </a>
        </p>
        <p className="hint">
          If you ask IT for help, name this request: <code>{requestId}</code>
        </p>
      </div>
    </Layout>
  );
}
