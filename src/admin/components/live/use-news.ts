import { useEffect, useRef, useState } from 'react';
import { hear } from '../../../look/public/live.js';
import { siteUrl } from '../parts/site-url.ts';

/** What was heard last about this page; nothing yet where it is undefined. `query` says what is listened to. */
export function useNews(query: () => string, key: string | number): unknown {
  const [news, setNews] = useState<unknown>();
  const ask = useRef(query);
  ask.current = query;
  useEffect(() => {
    setNews(undefined);
    return hear(() => siteUrl(`/notifications/stream?${ask.current()}`), setNews);
  }, [key]);
  return news;
}
