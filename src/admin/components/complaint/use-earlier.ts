import { ApiClient } from 'adminjs';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useBeforePrint } from '../parts/printing.ts';
import { refusalOf } from '../parts/use-post.ts';
import type { ComplaintRecord, ConversationView, EventView } from './types.ts';

/** What is shown of a conversation, and how more of it is asked for. */
export interface Earlier {
  readonly events: readonly EventView[];
  readonly hasEarlier: boolean;
  readonly isBusy: boolean;
  /** Why the earlier ones could not be loaded. */
  readonly refusal: string;
  readonly showEarlier: () => void;
}

interface Loaded {
  readonly events: readonly EventView[];
  readonly earlierThan: number | null;
}

/** Events before one, all of them or as many as come at once. */
async function readEarlier(id: number, before: number | null, isAll: boolean): Promise<Loaded> {
  const read: EventView[] = [];
  let earlierThan = before;
  do {
    const call = { resourceId: 'complaints', recordId: String(id), actionName: 'show' };
    const { data } = await new ApiClient().recordAction({ ...call, params: { before: earlierThan } });
    const { conversation } = data.record as ComplaintRecord;
    read.unshift(...conversation.events);
    ({ earlierThan } = conversation);
    if (!isAll) break;
  } while (earlierThan !== null);
  return { events: read, earlierThan };
}

/** The events that the page came with, and before them those that were asked for since. */
export function useEarlier({ complaint, events, earlierThan }: ConversationView): Earlier {
  const [loaded, setLoaded] = useState<Loaded>();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState('');
  const before = loaded === undefined ? earlierThan : loaded.earlierThan;
  const take = async (isAll: boolean): Promise<void> => {
    const earlier = await readEarlier(complaint.id, before, isAll);
    // What is printed has to stand there at once.
    flushSync(() => setLoaded({ ...earlier, events: [...earlier.events, ...(loaded?.events ?? events)] }));
  };
  const load = async (): Promise<void> => {
    setBusy(true);
    try {
      await take(false);
      setRefusal('');
    } catch (error) {
      setRefusal(refusalOf(error).message);
    }
    setBusy(false);
  };
  const loadAll = async (): Promise<void> => {
    if (before !== null) await take(true);
  };
  // It may stay when it was printed.
  useBeforePrint(loadAll, () => undefined);
  // A step since may have brought newer ones.
  const shown = new Map([...(loaded?.events ?? []), ...events].map((event) => [event.id, event]));
  return {
    events: [...shown.values()].toSorted((a, b) => a.id - b.id),
    hasEarlier: before !== null,
    isBusy,
    refusal,
    showEarlier: () => void load(),
  };
}
