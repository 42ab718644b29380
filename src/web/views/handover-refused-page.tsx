import type { ReactElement } from 'react';
import { ErrorBlock } from '../../look/states.tsx';
import { Layout } from './layout.tsx';

/** Says why somebody whom the main portal handed over was not let in. */
export function HandoverRefusedPage(props: {
  readonly heading: string;
  readonly message: string;
}): ReactElement {
  const { heading, message } = props;
  return (
    <Layout title={heading} narrow>
      <ErrorBlock heading={heading} message={message}>
        <a className="btn btn-primary" href="/login">
          Sign in with a password
        </a>
      </ErrorBlock>
    </Layout>
  );
}
