import type { Notification } from '../../../models/notification.ts';
import { isNewsKind, type NewsKindName } from '../../../notifications/kinds.ts';
import { lineOf, type Told } from '../../../notifications/words.ts';
import type { Person } from '../../../policies/actor.ts';
import { pathOfOther } from '../../../notifications/paths.ts';
import { addressOfComplaint } from '../mail/compose-news.ts';

/** One piece of news as its reader sees it. */
export interface OwnNews {
  readonly id: number;
  readonly kind: NewsKindName;
  /** What happened, in one line. */
  readonly text: string;
  readonly at: Date;
  readonly isRead: boolean;
  /** Null: it is about no complaint. */
  readonly complaint: { readonly id: number; readonly title: string } | null;
  /** Where its reader finds out more, below the site's own address. */
  readonly path: string;
}

/** A stored notification in words; nothing of a kind that this version does not know. */
export function presentNews(person: Person, row: Notification): OwnNews | undefined {
  const { id, kind, details, createdAt, readAt, complaint } = row;
  if (!isNewsKind(kind)) return undefined;
  return {
    id,
    kind,
    text: lineOf(kind, JSON.parse(details) as Told),
    at: createdAt,
    isRead: readAt !== null,
    complaint: complaint ? { id: complaint.id, title: complaint.title } : null,
    path: complaint ? addressOfComplaint('', complaint.id, [kind], person) : pathOfOther(kind),
  };
}
