import { forUpdate, inTransaction } from '../../../database/transaction.ts';
import { takeTurns } from '../../../database/turns.ts';
import { record } from '../../../journal/record.ts';
import { NotificationSetting } from '../../../models/notification-setting.ts';
import { User } from '../../../models/user.ts';
import { isNewsKind, newsKind, type NewsKindName } from '../../../notifications/kinds.ts';
import { saveWish } from './save-wish.ts';
import { subscriptionOf, type NamedSubscription } from './subscription-of.ts';

/** The kinds of which somebody gets mails of this kind; a digest is of all that they want once a day. */
async function kindsIn(userId: number, kind: string): Promise<NewsKindName[]> {
  if (isNewsKind(kind)) return [kind];
  const rows = await NotificationSetting.findAll({ where: { userId, byMail: 'digest' } });
  return rows.map((row) => row.kind).filter(isNewsKind);
}

/** Keeps that a kind comes by mail no more; false: it did not before. */
async function endMails(userId: number, kind: NewsKindName): Promise<boolean> {
  const set = await NotificationSetting.findOne({ where: { userId, kind } });
  const { inPortal, byMail } = set ?? newsKind(kind);
  if (byMail === 'none') return false;
  await saveWish(userId, kind, { inPortal, byMail: 'none' });
  return true;
}

/**
 * Ends somebody's mails of the kind that an address in one of them is of, and no others; news in the portal stay. Doing it
 * again changes nothing.
 *
 * @throws LinkGoneError as `subscriptionOf`.
 */
export async function unsubscribe(token: unknown): Promise<NamedSubscription> {
  const subscription = await subscriptionOf(token);
  const { person, label } = subscription;
  await inTransaction(async () => {
    // Two clicks at once are told once.
    await takeTurns(`person:${person.id}`);
    await User.findByPk(person.id, { attributes: ['id'], ...forUpdate() });
    let isChanged = false;
    for (const kind of await kindsIn(person.id, subscription.kind))
      isChanged = (await endMails(person.id, kind)) || isChanged;
    if (!isChanged) return;
    const details = { mails: label };
    await record({ name: 'user.unsubscribed', by: person, subjectId: person.id, details });
  });
  return subscription;
}
