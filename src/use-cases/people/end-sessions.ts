import { inTransaction } from '../../database/transaction.ts';
import { Session } from '../../models/session.ts';
import { User } from '../../models/user.ts';

/**
 * Ends all sessions of these people. The rows go, and the raised version refuses a session that a request under way
 * stores once more.
 */
export async function endSessions(userIds: readonly number[]): Promise<void> {
  await inTransaction(async () => {
    await User.increment('sessionVersion', { where: { id: [...userIds] }, silent: true });
    await Session.destroy({ where: { userId: [...userIds] } });
  });
}
