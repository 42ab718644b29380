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

/** A form that may be taken when it is sent once more. */
export interface SentAgain {
  readonly path: string;
  /** Names and values, in the order in which they came. */
  readonly fields: readonly (readonly [name: string, value: string])[];
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
  /** Undefined: it is of no use to send it once more, or not possible from here. */
  readonly again?: SentAgain | undefined;
}

function Again({ again: { path, fields } }: { readonly again: SentAgain }): ReactElement {
  return (
    <form method="post" action={path}>
      {fields.map(([name, value], index) => (
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="btn btn-primary">
        Send again
      </button>
    </form>
  );
}

function WayOn({ person }: Pick<LostFormProps, 'person'>): ReactElement {
  return (
    <a className="btn btn-primary" href={person === undefined ? '/login' : '/complaints/new'}>
      {person === undefined ? 'Sign in' : 'New complaint'}
    </a>
  );
}

/** Gives back the words of a form that cannot be sent. */
export function LostForm({ person, title, reason, kept, texts, again }: LostFormProps): ReactElement {
  const isWordy = texts.length > 0;
  return (
    <Layout title={title} person={person} narrow>
      <div className="panel">
        <h1>{title}</h1>
        <p role="alert">
          {reason}
          {isWordy && ' Here is what you typed; copy what you still need.'}
        </p>
        {texts.map((text) => (
          <p key={text} className="kept-text" dir="auto">
            {text}
          </p>
        ))}
        <div className="form-actions">
          {again === undefined ? <WayOn person={person} /> : <Again again={again} />}
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
