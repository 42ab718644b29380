/**
 * Hears what happened elsewhere while the page is seen: by a stream, or by asking every five seconds where there is none.
 *
 * @param address where to ask, with what the page has already; worked out anew each time it is asked.
 * @param told gets the news.
 * @param ended there will be none: the session is over, or it is not this person's to know any more.
 * @param whileHidden also while the page is in the background.
 * @returns what stops it.
 */
export function hear(
  address: () => string,
  told: (news: unknown) => void,
  ended?: () => void,
  whileHidden?: boolean,
): () => void;

/** What a page calls itself while it is open: 32 hexadecimal digits that nobody else draws. */
export function newPage(): string;

/** What a page calls to say that somebody types on it, or no longer does; `address` takes a form. */
export function sayWriting(address: string, page: string): (isWriting: boolean) => void;
