import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize, found } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { endSessions } from '../people/end-sessions.ts';
import { liftSecondStepLocks } from '../people/failure-counts.ts';
import { lockUsers } from '../people/lock-users.ts';
import { refuseBeyond } from '../people/refuse-beyond.ts';
import { refusePrograms } from '../people/refuse-programs.ts';
import { rightsOf } from '../people/rights-of.ts';
import { factorsOf, hasFactor } from './factors-of.ts';
import { forgetFactors } from './forget-factors.ts';

/**
 * Takes away whatever a person gives beside their password, for somebody who lost it: their recovery codes, remembered
 * devices and sessions go with it. Where a group requires a second factor, they set up another at their next sign-in.
 *
 * @returns whether they had any.
 * @throws ForbiddenError, for oneself too; NotFoundError.
 */
export async function resetFactor(actor: Actor, userId: number): Promise<boolean> {
  authorize(userPolicy, actor, 'resetFactor', { id: userId });
  return inTransaction(async () => {
    const user = found((await lockUsers([userId]))[0]);
    refusePrograms([user]);
    authorize(userPolicy, actor, 'resetFactor', user);
    const rights = (await rightsOf([user])).get(userId) ?? new Set();
    refuseBeyond(actor, { id: userId, rights }, ['secondFactor']);
    if (!hasFactor(await factorsOf(userId))) return false;
    await forgetFactors(userId);
    await liftSecondStepLocks(userId);
    await record({ name: 'user.factor_reset', by: actor, subjectId: userId, details: {} });
    await endSessions(actor, userId, 'second_factor_reset');
    return true;
  });
}
