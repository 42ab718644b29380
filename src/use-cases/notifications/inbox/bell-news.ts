import { Notification } from '../../../models/notification.ts';
import type { Person } from '../../../policies/actor.ts';
import { countUnread } from './count-unread.ts';
import { ownNews } from './own-news.ts';
import { presentNews, type OwnNews } from './present-news.ts';

/** What the bell of an open page is told. */
export interface BellNews {
  readonly unread: number;
  /** The newest that is not read yet. */
  readonly newest?: OwnNews;
}

/** How much a person did not read yet, and the newest of it. */
export async function bellNews(person: Person): Promise<BellNews> {
  const unread = await countUnread(person);
  if (unread === 0) return { unread };
  const row = await Notification.findOne({ ...ownNews(person, { readAt: null }), order: [['id', 'DESC']] });
  const newest = row === null ? undefined : presentNews(person, row);
  return newest === undefined ? { unread } : { unread, newest };
}
