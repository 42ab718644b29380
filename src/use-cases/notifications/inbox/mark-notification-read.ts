import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { Notification } from '../../../models/notification.ts';
import type { Person } from '../../../policies/actor.ts';
import { found } from '../../../policies/policy.ts';
import { parseInput } from '../../parse-input.ts';
import { rowIdOr } from '../../whole-number.ts';
import { ownNews } from './own-news.ts';

/** Which piece of news; others' are as if there were none. */
export const notificationId = rowIdOr('There is no such notification.');

/**
 * Remembers that somebody read a piece of news.
 *
 * @throws NotFoundError when it is not theirs, or not theirs to know any more.
 */
export async function markNotificationRead(person: Person, input: unknown): Promise<void> {
  const id = parseInput(notificationId, input);
  found(await Notification.findOne({ ...ownNews(person, { id }), attributes: ['id'] }));
  await inTransaction(() =>
    Notification.update({ readAt: presentMoment() }, { where: { id, readAt: null } }),
  );
}
