/** One piece of news as the bell tells of it. */
export interface BellItem {
  readonly id: number;
  readonly text: string;
  readonly at: string;
  readonly isRead: boolean;
  readonly complaint: { readonly id: number; readonly title: string } | null;
  /** Below the site's own address. */
  readonly path: string;
}

/** What the bell of an open page hears. */
export interface BellNews {
  readonly unread: number;
  readonly newest?: BellItem;
}

/** What a page's bell needs. */
export interface BellParts {
  /** Where its stream is. */
  readonly address: () => string;
  /** The same in all tabs of one person, and in no others. */
  readonly name: string;
  readonly told: (news: BellNews) => void;
  /** Somebody wants to see what a desktop notice told of. */
  readonly opened: (path: string) => void;
}

/** A number of unread pieces of news as the bell and the title of the window show it. */
export function unreadText(unread: number): string;

/** The name of the bell for those who do not see its number. */
export function bellName(unread: number): string;

/** Hears of news, once for all tabs of a browser; returns what stops it. */
export function hearBell(parts: BellParts): () => void;

/** Keeps a number before the window's title; what is returned takes it, empty for none. */
export function countInTitle(): (text: string) => void;

/** Whether this browser shows desktop notices. */
export function hasNotices(name: string): boolean;

/** Switches desktop notices on, which asks, or off; tells whether they are on. */
export function setNotices(name: string, isOn: boolean): Promise<boolean>;
