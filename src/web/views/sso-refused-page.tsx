import type { ReactElement } from 'react';
import { ErrorBlock } from '../../look/states.tsx';
import { Layout } from './layout.tsx';
import { withNext } from './with-next.ts';

/** What it says. */
export interface SsoRefusedPageProps {
  readonly heading: string;
  readonly message: string;
  /** How people call the service. */
  readonly name: string;
  /** Path to go to afterwards. */
  readonly next: string | undefined;
}

/** Says why somebody was not let in by single sign-on, and what they can do. */
export function SsoRefusedPage({ heading, message, name, next }: SsoRefusedPageProps): ReactElement {
  return (
    <Layout title={heading} narrow>
      <ErrorBlock heading={heading} message={message}>
        <a className="btn btn-primary" href={withNext('/login/sso', next)}>
          Try again
        </a>
        <a className="btn btn-outline-secondary" href={withNext('/login/sso?again=1', next)}>
          {`Another account of ${name}`}
        </a>
        <a className="btn btn-outline-secondary" href={withNext('/login', next)}>
          Sign in with a password
        </a>
      </ErrorBlock>
    </Layout>
  );
}
