import { useListPage, type PageMeta } from '../parts/use-list-page.ts';

/** A count that was read no further than a limit. */
export interface Count {
  readonly count: number;
  readonly more: boolean;
}

/** What the queue tells of its page besides. */
interface QueueMeta extends PageMeta {
  readonly more: boolean;
  readonly pages: number;
  readonly view: string;
  readonly views: Readonly<Record<string, Count>>;
}

/** The page of the queue that the address asks for. */
export const useQueue = () => useListPage<QueueMeta>('complaints');
