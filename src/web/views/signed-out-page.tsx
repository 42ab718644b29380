import type { ReactElement } from 'react';
import { Layout } from './layout.tsx';

/**
 * Leads to the page where somebody signs out at the sign-in service. It is a page of its own, since a form of the portal
 * may lead to no other site.
 */
export function SignedOutPage({
  name,
  address,
}: {
  readonly name: string;
  readonly address: string;
}): ReactElement {
  return (
    <Layout title="Signing out" narrow goesTo={address}>
      <div className="panel">
        <h1>You are signed out here</h1>
        <p>{`One moment: ${name} is told as well.`}</p>
        <p className="mb-0">
          <a className="btn btn-primary" href={address}>
            Go on
          </a>
        </p>
      </div>
    </Layout>
  );
}
