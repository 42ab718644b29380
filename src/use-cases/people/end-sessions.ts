import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import { forgetDevicesOf } from '../second-factor/trusted-devices.ts';
import { Session } from '../../models/session.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';

/** Why somebody else's click ended sessions. */
export type EndReason =
  | 'password_changed'
  | 'must_change_password'
  | 'deactivated'
  | 'ended'
  | 'second_factor_reset';

/**
 * Ends all sessions of a person, and tells how many and why. The rows go, and the raised version refuses a session that
 * a request under way stores once more.
 */
export async function endSessions(actor: Actor, userId: number, reason: EndReason): Promise<void> {
  await inTransaction(async () => {
    // Remembered by the version that ends here.
    await forgetDevicesOf(userId);
    await User.increment('sessionVersion', { where: { id: userId }, silent: true });
    const count = await Session.destroy({ where: { userId } });
    // What ends them for another reason tells of itself.
    if (count === 0 && reason !== 'ended') return;
    await record({ name: 'session.ended', by: actor, subjectId: userId, details: { reason, count } });
  });
}
