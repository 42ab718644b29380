import { Notification } from '../../../models/notification.ts';
import type { Person } from '../../../policies/actor.ts';
import { ownNews } from './own-news.ts';

/** More than so many are not counted: whoever has that many wants to know no more. */
export const MOST_COUNTED = 100;

/** How many pieces of news a person did not read yet, at most `MOST_COUNTED`. */
export async function countUnread(person: Person): Promise<number> {
  const unread = ownNews(person, { readAt: null });
  const rows = await Notification.findAll({ ...unread, attributes: ['id'], limit: MOST_COUNTED, raw: true });
  return rows.length;
}
