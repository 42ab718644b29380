import type { ReactElement } from 'react';
import { ErrorBlock } from '../../look/states.tsx';
import type { Person } from '../../policies/actor.ts';
import { Layout } from './layout.tsx';
import { withNext } from './with-next.ts';

/** What it says. */
export interface NotConfirmedPageProps {
  readonly person: Person;
  readonly heading: string;
  readonly message: string;
  /** Path to go to afterwards. */
  readonly next: string | undefined;
}

/** Says why a sign-in service did not confirm who somebody is, and what they can do. */
export function NotConfirmedPage({ person, heading, message, next }: NotConfirmedPageProps): ReactElement {
  return (
    <Layout title={heading} person={person} narrow>
      <ErrorBlock heading={heading} message={message}>
        <a className="btn btn-primary" href={withNext('/confirm/sso', next)}>
          Try again
        </a>
        <a className="btn btn-outline-secondary" href={withNext('/confirm', next)}>
          Other ways
        </a>
      </ErrorBlock>
    </Layout>
  );
}
