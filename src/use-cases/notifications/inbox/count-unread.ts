import { select } from '../../../database/select.ts';
import { Notification } from '../../../models/notification.ts';
import type { Person } from '../../../policies/actor.ts';
import { ownNews } from './own-news.ts';

/** More than so many are not counted: whoever has that many wants to know no more. */
export const MOST_COUNTED = 100;

const ANY = `
  SELECT id FROM notifications
  WHERE recipient_id = $person AND channel = 'portal' AND read_at IS NULL LIMIT 1`;

/** How many pieces of news a person did not read yet, at most `MOST_COUNTED`. */
export async function countUnread(person: Person): Promise<number> {
  // Every page asks, and mostly there is nothing: what they may know of it is looked at where there is something.
  if ((await select(ANY, { person: person.id })).length === 0) return 0;
  const unread = ownNews(person, { readAt: null });
  const rows = await Notification.findAll({ ...unread, attributes: ['id'], limit: MOST_COUNTED, raw: true });
  return rows.length;
}
