import type { Request } from 'express';
import { ForbiddenError, NotFoundError } from '../errors.ts';
import type { Person } from '../policies/actor.ts';
import { complaintPolicy } from '../policies/complaint.ts';
import { getComplaintNews } from '../use-cases/live/complaint-news.ts';
import { bellNews } from '../use-cases/notifications/inbox/bell-news.ts';

const NUMBER = /^[1-9]\d{0,8}$/;
/** What a page calls itself. */
export const PAGE = /^[0-9a-f]{32}$/;

/** What a page asks for. */
export interface LiveWish {
  readonly about: 'complaint' | 'queue' | 'bell';
  /** Where it is about one: of it the page has something already. */
  readonly complaintId: number | undefined;
  /** As whom the page was opened, where it says so. */
  readonly openedAs: number | undefined;
  readonly since: string;
  readonly withNotes: boolean;
  readonly page: string | undefined;
}

function numberIn(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && NUMBER.test(value)) return Number(value);
  throw new NotFoundError();
}

/** What this request's page asks for. */
export function wishOf({ query }: Request): LiveWish {
  const { since, notes, page } = query;
  const complaintId = numberIn(query.complaint);
  const other = query.bell === '1' ? 'bell' : 'queue';
  return {
    about: complaintId === undefined ? other : 'complaint',
    complaintId,
    openedAs: numberIn(query.person),
    since: typeof since === 'string' ? since : '0',
    withNotes: notes === '1',
    page: typeof page === 'string' && PAGE.test(page) ? page : undefined,
  };
}

/** What there is to tell at this moment: of the queue only that it may have changed. */
export async function newsFor(person: Person, wish: LiveWish): Promise<object> {
  const { complaintId, since, withNotes, openedAs } = wish;
  // One tab listens for all of a browser: what it hears must not reach those that were opened as somebody else.
  if (openedAs !== undefined && openedAs !== person.id) throw new ForbiddenError();
  if (complaintId !== undefined) return getComplaintNews(person, { complaintId, since, withNotes });
  if (wish.about === 'bell') return bellNews(person);
  if (!complaintPolicy.may(person, 'queue')) throw new ForbiddenError('The queue is for IT staff.');
  return { changed: true };
}
