import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import { Session } from '../../models/session.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize, found } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { parseInput } from '../parse-input.ts';
import { endSessions } from './end-sessions.ts';
import { handleOf } from './person-sessions.ts';

/** Which of somebody's sessions are ended: the one of this handle, or all. */
export const endOthersSessionsInput = z.strictObject({
  handle: z.string('This is no session.').max(64, 'This is no session.').optional(),
});

async function endOne(actor: Actor, userId: number, handle: string): Promise<void> {
  const rows = await Session.findAll({ attributes: ['sid'], where: { userId }, raw: true });
  const sids = rows.map(({ sid }) => sid).filter((sid) => handleOf(sid) === handle);
  const count = await Session.destroy({ where: { userId, sid: sids } });
  if (count === 0) throw new ConflictError('This session is over already.');
  await record({ name: 'session.ended', by: actor, subjectId: userId, details: { reason: 'ended', count } });
}

/**
 * Ends one session of a person, or all of them.
 *
 * @throws ForbiddenError, NotFoundError, or ConflictError for a session that is over.
 */
export async function endOthersSessions(actor: Actor, userId: number, input: unknown = {}): Promise<void> {
  authorize(userPolicy, actor, 'endSessions');
  const { handle } = parseInput(endOthersSessionsInput, input);
  await inTransaction(async () => {
    const user = found(await User.findByPk(userId));
    authorize(userPolicy, actor, 'endSessions', user);
    if (handle === undefined) await endSessions(actor, userId, 'ended');
    else await endOne(actor, userId, handle);
  });
}
