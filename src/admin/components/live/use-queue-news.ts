import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { unpackList } from '../parts/packed-list.ts';
import { askList, type ListPage, type PageMeta } from '../parts/use-list-page.ts';
import { useNews } from './use-news.ts';

/** Where much happens the list is asked for no more often than this, in milliseconds. */
const PAUSE_MS = 5000;

/** What is known of the list that the page shows: its figures as they are now, and whether its rows are other ones. */
export interface QueueNews<Meta> {
  readonly meta: Meta | undefined;
  readonly isChanged: boolean;
}

/** Learns what others did to the queue while its page is open; the rows that are shown stay where they are. */
export function useQueueNews<Meta extends PageMeta>(page: ListPage<Meta> | undefined): QueueNews<Meta> {
  const { search } = useLocation();
  const heard = useNews(() => 'queue=1', 'queue');
  const [fresh, setFresh] = useState<ListPage<Meta>>();
  const askedAt = useRef(0);
  useEffect(() => setFresh(undefined), [page]);
  useEffect(() => {
    if (heard === undefined) return undefined;
    const ask = (): void => {
      askedAt.current = Date.now();
      askList<Meta>('complaints', new URLSearchParams(search))
        .then(
          (answer) => isWanted && setFresh({ records: unpackList(answer.list), meta: answer.meta, search }),
        )
        // Whoever acts on the list hears why it cannot be asked.
        .catch(() => undefined);
    };
    let isWanted = true;
    const timer = setTimeout(ask, Math.max(0, askedAt.current + PAUSE_MS - Date.now()));
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [heard, search]);
  const isChanged =
    fresh !== undefined &&
    page?.search === fresh.search &&
    JSON.stringify(fresh.records) !== JSON.stringify(page.records);
  return { meta: fresh?.meta, isChanged };
}
