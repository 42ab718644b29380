import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize, found } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { parseInput } from '../parse-input.ts';
import { endSessions } from './end-sessions.ts';
import { endSessionsWhere } from './end-sessions-where.ts';
import { sessionIdsOf, SESSION_IS_OVER } from './person-sessions.ts';

/** Which of somebody's sessions are ended: the one of this handle, or all. */
export const endOthersSessionsInput = z.strictObject({
  handle: z.string('This is no session.').max(64, 'This is no session.').optional(),
});

async function endOne(actor: Actor, userId: number, handle: string): Promise<void> {
  const sid = await sessionIdsOf(userId, handle);
  if ((await endSessionsWhere(actor, { userId, sid }, 'ended')) === 0)
    throw new ConflictError(SESSION_IS_OVER);
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
