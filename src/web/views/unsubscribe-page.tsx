import type { ReactElement } from 'react';
import { ErrorBlock } from '../../look/states.tsx';
import { Layout } from './layout.tsx';

const ASKED = 'No more mails of this kind?';
const DONE = 'You get no more mails of this kind';

function Settings({ className }: { readonly className: string }): ReactElement {
  return (
    <a className={className} href="/notifications/settings">
      Choose which mails you want
    </a>
  );
}

/** Asks whether somebody wants no more mails of a kind. */
export function UnsubscribePage(props: { readonly label: string; readonly action: string }): ReactElement {
  const { label, action } = props;
  return (
    <Layout title={ASKED} narrow>
      <h1>{ASKED}</h1>
      <form className="panel" method="post" action={action}>
        <p>
          “{label}” comes to you by mail. All other mails stay as they are, and the portal itself goes on
          telling you.
        </p>
        <input type="hidden" name="List-Unsubscribe" value="One-Click" />
        <div className="form-actions">
          <button type="submit" className="btn btn-primary">
            Unsubscribe
          </button>
          <Settings className="btn btn-outline-secondary" />
        </div>
      </form>
    </Layout>
  );
}

/** Says that it is done, and where to take it back. */
export function UnsubscribedPage({ label }: { readonly label: string }): ReactElement {
  return (
    <Layout title={DONE} narrow>
      <h1>{DONE}</h1>
      <div className="panel">
        <p>“{label}” does not come by mail any more. You can have it back at any time, after signing in.</p>
        <Settings className="btn btn-outline-secondary" />
      </div>
    </Layout>
  );
}

/** Stands where an address leads to that the portal did not write, or wrote long ago. */
export function UnsubscribeGonePage({ message }: { readonly message: string }): ReactElement {
  return (
    <Layout title={message} narrow>
      <ErrorBlock
        heading={message}
        message="It has been cut off, or is too old. Nothing was changed. After signing in you can say which mails you want."
      >
        <Settings className="btn btn-primary" />
      </ErrorBlock>
    </Layout>
  );
}
