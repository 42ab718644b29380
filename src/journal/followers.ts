import { AsyncLocalStorage } from 'node:async_hooks';
import type { JournalEntry } from './events.ts';

/** Whoever does something later because of an event. */
export interface Follower {
  /** Whether this event is one of those; asked with every event, so it reads nothing. */
  concerns(entry: JournalEntry): boolean;
  /** Notes it in the transaction of the event: what it writes stands if, and only if, the event stands. */
  follow(eventId: number, entry: JournalEntry): Promise<unknown>;
}

let followers: readonly Follower[] = [];
const history = new AsyncLocalStorage<true>();

/** From now on these are told of every event that concerns them, as it is recorded; no step knows of them. */
export function useFollowers(those: readonly Follower[]): void {
  followers = those;
}

/** Does `work`, whose events are a history that is told after the event and news to nobody. */
export function asHistory<T>(work: () => T): T {
  return history.run(true, work);
}

/** Whether what is done now is such a history. */
export function isHistory(): boolean {
  return history.getStore() === true;
}

function followersOf(entry: JournalEntry): readonly Follower[] {
  return isHistory() ? [] : followers.filter((follower) => follower.concerns(entry));
}

/** Whether anybody is to be told of the event. */
export function isFollowed(entry: JournalEntry): boolean {
  return followersOf(entry).length > 0;
}

/** Tells those whom the event concerns. */
export async function tellFollowers(eventId: number, entry: JournalEntry): Promise<void> {
  for (const follower of followersOf(entry)) await follower.follow(eventId, entry);
}
