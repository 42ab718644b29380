import type { ReactElement } from 'react';
import type { Person } from '../../policies/actor.ts';
import { Layout } from '../../web/views/layout.tsx';

/** What is left of a form whose place is gone. */
export interface LostFormProps {
  readonly person: Person;
  readonly kept: string;
  /** What was typed, a text for each field that had one. */
  readonly texts: readonly string[];
}

/** Gives back the words of a form that cannot be sent any more, since what it belongs to is gone. */
export function LostForm({ person, kept, texts }: LostFormProps): ReactElement {
  return (
    <Layout title="This cannot be sent any more" person={person} narrow>
      <div className="panel">
        <h1>This cannot be sent any more</h1>
        <p role="alert">
          What it belongs to is not there for you any more. Here is what you typed; copy what you still need.
        </p>
        {texts.map((text) => (
          <p key={text} className="kept-text" dir="auto">
            {text}
          </p>
        ))}
        <form method="post" action={`/kept/${kept}/discard`}>
          <div className="form-actions">
            <a className="btn btn-primary" href="/complaints/new">
              New complaint
            </a>
            <button type="submit" className="btn btn-outline-secondary">
              Discard
            </button>
          </div>
        </form>
      </div>
    </Layout>
  );
}
