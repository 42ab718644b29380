import type { Count } from '../../../use-cases/records/listing/count-matches.ts';
import type { ShownView } from '../../../use-cases/saved-views/list-views.ts';
import type { BulkStep } from '../bulk/types.ts';
import { useListPage, type PageMeta } from '../parts/use-list-page.ts';

/** A view that somebody keeps, as the server shows it. */
export type SavedView = ShownView;

/** What the queue tells of its page besides. */
export interface QueueMeta extends PageMeta {
  readonly more: boolean;
  readonly pages: number;
  readonly view: string;
  readonly views: Readonly<Record<string, Count>>;
  readonly saved: readonly SavedView[];
  /** Whether this person may share views. */
  readonly mayShare: boolean;
  /** What is shown, as a saved view says it. */
  readonly address: string;
  /** When it was read. */
  readonly asOf: string;
  /** Whether an exported list has all that it shows, or this person's own work alone. */
  readonly exportsAll: boolean;
  /** What this person may do with many at once. */
  readonly bulk: readonly BulkStep[];
}

/** The page of the queue that the address asks for. */
export const useQueue = () => useListPage<QueueMeta>('complaints');
