import type { ReactElement } from 'react';
import { Moment } from './moment.tsx';

/** What was typed and not sent yet, with the way to go on with it. */
export function UnsentForms({
  forms,
  timeZone,
}: {
  forms: readonly { readonly key: string; readonly createdAt: Date }[];
  timeZone: string;
}): ReactElement | null {
  if (forms.length === 0) return null;
  return (
    <section className="alert alert-info" aria-label="Not sent yet">
      {forms.map(({ key, createdAt }) => (
        <form key={key} method="post" action={`/kept/${key}/discard`}>
          Something that you wrote was not sent (<Moment value={createdAt} timeZone={timeZone} />
          ). <a href={`/kept/${key}`}>Go on with it</a>{' '}
          <button type="submit" className="btn btn-sm btn-link">
            Discard it
          </button>
        </form>
      ))}
    </section>
  );
}
