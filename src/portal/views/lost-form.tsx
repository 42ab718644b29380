import type { ReactElement } from 'react';
import type { Person } from '../../policies/actor.ts';
import { Layout } from '../../web/views/layout.tsx';

/** Fields that people fill in with words of their own. */
const WORDS = ['title', 'description', 'remark', 'comment'];

/** The words that somebody typed into a form's fields. */
export function wordsIn(fields: Readonly<Record<string, unknown>>): string[] {
  return WORDS.flatMap((name) => {
    const value = fields[name];
    return typeof value === 'string' && value.trim() !== '' ? [value] : [];
  });
}

/** What is left of a form that can neither be taken nor kept. */
export interface LostFormProps {
  /** Undefined: nobody is signed in. */
  readonly person: Person | undefined;
  /** What became of it. */
  readonly title: string;
  /** Why. */
  readonly reason: string;
  /** The key under which it is kept still; undefined: it is not kept. */
  readonly kept: string | undefined;
  /** What was typed, a text for each field that had one. */
  readonly texts: readonly string[];
}

/** Gives back the words of a form that cannot be sent. */
export function LostForm({ person, title, reason, kept, texts }: LostFormProps): ReactElement {
  return (
    <Layout title={title} person={person} narrow>
      <div className="panel">
        <h1>{title}</h1>
        <p role="alert">{reason} Here is what you typed; copy what you still need.</p>
        {texts.map((text) => (
          <p key={text} className="kept-text" dir="auto">
            {text}
          </p>
        ))}
        <div className="form-actions">
          <a className="btn btn-primary" href={person === undefined ? '/login' : '/complaints/new'}>
            {person === undefined ? 'Sign in' : 'New complaint'}
          </a>
          {kept !== undefined && (
            <form method="post" action={`/kept/${kept}/discard`}>
              <button type="submit" className="btn btn-outline-secondary">
                Discard
              </button>
            </form>
          )}
        </div>
      </div>
    </Layout>
  );
}
