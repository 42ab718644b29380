import { MailRefusal } from '../../../models/mail-refusal.ts';
import { User } from '../../../models/user.ts';

/** What a mail server said when it refused somebody's address for good. */
export interface Refusal {
  readonly reason: string;
  readonly refusedAt: string;
}

/** Why mails do not reach this person at the address that they have now; null: nothing is known against it. */
export async function findRefusal(userId: number): Promise<Refusal | null> {
  const refusal = await MailRefusal.findByPk(userId);
  if (refusal === null) return null;
  const { email } = await User.findByPk(userId, { attributes: ['email'], rejectOnEmpty: true });
  if (email !== refusal.address) return null;
  return { reason: refusal.reason, refusedAt: refusal.refusedAt.toISOString() };
}
