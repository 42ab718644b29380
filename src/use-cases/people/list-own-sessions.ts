import { presentMoment } from '../../database/present-moment.ts';
import type { Person } from '../../policies/actor.ts';
import { handleOf, openSessionsOf, type OpenSession } from './person-sessions.ts';

/** One of one's own sessions. */
export interface OwnSession extends OpenSession {
  /** It is the one that asks. */
  readonly isThis: boolean;
}

/**
 * Where one is signed in, the present session first.
 *
 * @param sid what is stored of the present session's id.
 */
export async function listOwnSessions(person: Person, sid: string): Promise<OwnSession[]> {
  const own = handleOf(sid);
  const sessions = await openSessionsOf(person.id, presentMoment());
  const marked = sessions.map((session) => ({ ...session, isThis: session.handle === own }));
  return marked.toSorted((one, other) => Number(other.isThis) - Number(one.isThis));
}
