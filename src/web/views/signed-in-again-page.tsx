import type { ReactElement } from 'react';
import type { Person } from '../../policies/actor.ts';
import { Layout } from './layout.tsx';

/** Where the tab ends in which somebody signed in again for a page that is open in another one. */
export function SignedInAgainPage({ person }: { readonly person: Person }): ReactElement {
  return (
    <Layout title="Signed in again" person={person} narrow>
      <div className="panel">
        <h1>You are signed in again</h1>
        <p className="mb-0">Close this tab and go back to the page you came from: it goes on by itself.</p>
      </div>
    </Layout>
  );
}
