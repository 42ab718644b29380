import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import type { Person } from '../../policies/actor.ts';
import { parseInput } from '../parse-input.ts';
import { endSessionsWhere } from './end-sessions-where.ts';
import { sessionIdsOf, SESSION_IS_OVER } from './person-sessions.ts';

/** Which of one's own sessions end: the one of this handle, or all others. */
export const endOwnSessionsInput = z.object({
  handle: z.string('This is no session.').max(64, 'This is no session.').optional(),
});

/**
 * Ends one of one's own sessions, or all but the present one, which ends by signing out.
 *
 * @param sid what is stored of the present session's id.
 * @throws ConflictError for a session that is over.
 */
export async function endOwnSessions(person: Person, input: unknown, sid: string): Promise<void> {
  const { handle } = parseInput(endOwnSessionsInput, input);
  await inTransaction(async () => {
    const others = (await sessionIdsOf(person.id, handle)).filter((other) => other !== sid);
    const count = await endSessionsWhere(person, { userId: person.id, sid: others }, 'ended');
    if (count === 0 && handle !== undefined) throw new ConflictError(SESSION_IS_OVER);
  });
}
