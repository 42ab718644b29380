import type { ReactElement } from 'react';
import { Notice } from '../../look/states.tsx';
import type { Person } from '../../policies/actor.ts';
import { readableTime } from '../../readable-time.ts';
import type { OwnSession } from '../../use-cases/people/list-own-sessions.ts';
import { Layout } from '../../web/views/layout.tsx';
import { Marks, type FormMarks } from './form-marks.tsx';
import { Moment } from './moment.tsx';

/** What the page of one's own sessions shows. */
export interface SessionsPageProps {
  readonly person: Person;
  readonly sessions: readonly OwnSession[];
  /** What was done, or why not. */
  readonly told: { readonly kind: 'done' | 'fault'; readonly text: string } | undefined;
  readonly timeZone: string;
  readonly marks: FormMarks;
}

function End({ marks, session }: { marks: FormMarks; session: OwnSession }): ReactElement {
  return (
    <form method="post" action="/profile/sessions/end" data-once>
      <Marks marks={marks} />
      <input type="hidden" name="handle" value={session.handle} />
      <button type="submit" className="btn btn-outline-secondary btn-sm">
        End<span className="visually-hidden"> the session of {nameOf(session)}</span>
      </button>
    </form>
  );
}

function nameOf({ program }: OwnSession): string {
  return program === '' ? 'An unknown program' : program;
}

function Item({
  session,
  marks,
  timeZone,
}: Pick<SessionsPageProps, 'marks' | 'timeZone'> & { session: OwnSession }) {
  const { isThis, began, lastUsed, address } = session;
  return (
    <li className="token">
      <div className="token-head">
        <strong>{nameOf(session)}</strong>
        {isThis && <span className="hint mb-0">This browser</span>}
      </div>
      <p className="hint">
        Signed in {readableTime(began, timeZone)}
        {address !== '' && ` from ${address}`} · last used <Moment value={lastUsed} timeZone={timeZone} />
      </p>
      {!isThis && <End marks={marks} session={session} />}
    </li>
  );
}

/** Where one is signed in. */
export function SessionsPage({ person, sessions, told, timeZone, marks }: SessionsPageProps): ReactElement {
  return (
    <Layout title="Sessions" person={person} current="/profile" narrow>
      <p className="back">
        <a href="/profile">Profile</a>
      </p>
      <h1>Where you are signed in</h1>
      {told !== undefined && <Notice kind={told.kind}>{told.text}</Notice>}
      <p>
        One of them is not yours? End it, and <a href="/password">change your password</a>.
      </p>
      <ul className="tokens" aria-label="Your sessions">
        {sessions.map((session) => (
          <Item key={session.handle} session={session} marks={marks} timeZone={timeZone} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action="/profile/sessions/end" data-once>
          <Marks marks={marks} />
          <button type="submit" className="btn btn-outline-secondary">
            End all others
          </button>
        </form>
      )}
    </Layout>
  );
}
