import { useEffect } from 'react';
import type { QueueMeta, SavedView } from './use-queue.ts';

const KEY = 'queue-base-view';

/** Whether an address says no more than the name of a ready-made view. */
export const isPlain = (address: string): boolean => /^filters\.view=\w+$/.test(address);

/**
 * The person's own view from which the filters that are shown were changed: the last that was shown, until a ready-made
 * one is. Kept in this tab, for the way back from a complaint.
 */
export function useBaseView({ address, saved }: QueueMeta): SavedView | undefined {
  const shown = saved.find(({ query }) => query === address);
  useEffect(() => {
    if (shown) sessionStorage.setItem(KEY, String(shown.id));
    else if (isPlain(address)) sessionStorage.removeItem(KEY);
  }, [shown?.id, address]);
  if (shown || isPlain(address)) return undefined;
  const id = Number(sessionStorage.getItem(KEY));
  return saved.find((view) => view.id === id && view.isOwn);
}
