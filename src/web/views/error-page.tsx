import type { ReactElement } from 'react';
import { ErrorBlock } from '../../look/states.tsx';
import { mayOpenPanel } from '../../policies/panel.ts';
import type { Person } from '../../policies/actor.ts';
import { Layout } from './layout.tsx';

/** What an error page tells. */
export interface ErrorPageProps {
  readonly status: number;
  readonly heading: string;
  readonly message: string;
  readonly requestId: string;
  readonly person: Person | undefined;
  /** It happened in the panel, to which those who may open it go back. */
  readonly isInPanel: boolean;
}

function wayBack({ person, isInPanel }: ErrorPageProps): { readonly href: string; readonly label: string } {
  if (person === undefined) return { href: '/', label: 'Go to the portal' };
  return isInPanel && mayOpenPanel(person)
    ? { href: '/admin', label: 'Back to the panel' }
    : { href: '/', label: 'Back to my complaints' };
}

/** A page that says what went wrong, and leads back. */
export function ErrorPage(props: ErrorPageProps): ReactElement {
  const { status, heading, message, requestId, person } = props;
  const { href, label } = wayBack(props);
  return (
    <Layout title={heading} person={person} narrow>
      <ErrorBlock status={status} heading={heading} message={message} requestId={requestId}>
        <a className="btn btn-primary" href={href}>
          {label}
        </a>
      </ErrorBlock>
    </Layout>
  );
}
