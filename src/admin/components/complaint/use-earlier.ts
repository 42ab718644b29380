import { ApiClient } from 'adminjs';
import { useState } from 'react';
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

/** The events that the page came with, and before them those that were asked for since. */
export function useEarlier({ complaint, events, earlierThan }: ConversationView): Earlier {
  const [loaded, setLoaded] = useState<Loaded>();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState('');
  const before = loaded === undefined ? earlierThan : loaded.earlierThan;
  const load = async (): Promise<void> => {
    setBusy(true);
    try {
      const call = { resourceId: 'complaints', recordId: String(complaint.id), actionName: 'show' };
      const { data } = await new ApiClient().recordAction({ ...call, params: { before } });
      const { conversation } = data.record as ComplaintRecord;
      const known = loaded?.events ?? events;
      setLoaded({
        events: [...conversation.events, ...known],
        earlierThan: conversation.earlierThan,
      });
      setRefusal('');
    } catch (error) {
      setRefusal(refusalOf(error).message);
    }
    setBusy(false);
  };
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
