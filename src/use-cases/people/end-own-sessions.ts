import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import { Session } from '../../models/session.ts';
import type { Person } from '../../policies/actor.ts';
import { parseInput } from '../parse-input.ts';
import { handleOf } from './person-sessions.ts';

/** Which of one's own sessions end: the one of this handle, or all others. */
export const endOwnSessionsInput = z.object({
  handle: z.string('This is no session.').max(64, 'This is no session.').optional(),
});

/**
 * Ends one of one's own sessions, or all but the present one, which ends by signing out. Returns how many.
 *
 * @param sid what is stored of the present session's id.
 * @throws ConflictError for a session that is over.
 */
export async function endOwnSessions(person: Person, input: unknown, sid: string): Promise<number> {
  const { handle } = parseInput(endOwnSessionsInput, input);
  return inTransaction(async () => {
    const rows = await Session.findAll({ attributes: ['sid'], where: { userId: person.id }, raw: true });
    const others = rows.map((row) => row.sid).filter((other) => other !== sid);
    const ended = handle === undefined ? others : others.filter((other) => handleOf(other) === handle);
    const count = await Session.destroy({ where: { userId: person.id, sid: ended } });
    if (count === 0 && handle !== undefined) throw new ConflictError('This session is over already.');
    const details = { reason: 'ended', count };
    if (count > 0) await record({ name: 'session.ended', by: person, subjectId: person.id, details });
    return count;
  });
}
