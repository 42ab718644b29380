import type { ReactElement } from 'react';
import type { Person } from '../../policies/actor.ts';
import { KEPT_DAYS } from '../../use-cases/kept-forms/kept-forms.ts';
import { Layout } from '../../web/views/layout.tsx';

/** What is told of a form that was opened as somebody else. */
export interface ForeignFormProps {
  readonly person: Person;
  /** The name of whoever opened it. */
  readonly owner: string;
  /** The key under which they find it again; undefined: it is not kept. */
  readonly kept: string | undefined;
}

/** Says that a form belongs to somebody else, and how they get it back. */
export function ForeignForm({ person, owner, kept }: ForeignFormProps): ReactElement {
  const whose = owner === '' ? 'somebody else' : owner;
  return (
    <Layout title={`This form was opened as ${whose}`} person={person} narrow>
      <div className="panel panel-error">
        <h1>
          This form was opened as <span dir="auto">{whose}</span>
        </h1>
        <p role="alert">
          You are signed in as <strong dir="auto">{person.name}</strong> now, so nothing was sent and nothing
          was saved.
        </p>
        {kept === undefined ? (
          <p>Sign in as {whose} and fill in the form again.</p>
        ) : (
          <p>
            Its text and files are kept for {whose} for {KEPT_DAYS} days: sign out, sign in as {whose}, and
            they are there again, under <a href={`/kept/${kept}`}>this address</a> and on the first page.
          </p>
        )}
        <form method="post" action={kept === undefined ? '/logout' : `/logout?next=/kept/${kept}`}>
          <div className="form-actions">
            <button type="submit" className="btn btn-primary">
              Sign out
            </button>
            <a className="btn btn-link" href="/">
              Go on as {person.name}
            </a>
          </div>
        </form>
      </div>
    </Layout>
  );
}
