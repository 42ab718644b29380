import { enqueue } from '../jobs/enqueue.ts';
import type { Follower } from '../journal/followers.ts';
import { canBeHeard } from './who-hears.ts';

/** The kind of job that finds out who hears of an event. */
export const ANNOUNCING = 'notifications.announce';

/** Lets people hear of what the journal tells, by a job of the same transaction. */
export const announcements: Follower = {
  concerns: canBeHeard,
  follow: (eventId) => enqueue(ANNOUNCING, { eventId }),
};
