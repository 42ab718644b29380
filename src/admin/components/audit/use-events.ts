import { ApiClient, type ActionProps } from 'adminjs';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { failureOf, type LoadFailure } from '../parts/page-loads.ts';

/** A line of the log, as the server tells it. */
export interface EventLine {
  readonly id: number;
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly subject: string;
  readonly complaintId: number | null;
  readonly origin: string;
  readonly address: string | null;
  readonly requestId: string | null;
  readonly changes: readonly { readonly field: string; readonly from: string; readonly to: string }[];
  readonly notes: readonly string[];
}

/** A page of the log. */
export interface EventPage {
  readonly events: readonly EventLine[];
  readonly next: number | null;
}

interface Loaded {
  readonly page: EventPage | undefined;
  readonly failure: LoadFailure | undefined;
  readonly reload: () => void;
}

/** The page of the log that the address asks for: of everything, or of one record. */
export function useEvents({ resource, record }: ActionProps): Loaded {
  const { search } = useLocation();
  const [page, setPage] = useState<EventPage>();
  const [failure, setFailure] = useState<LoadFailure>();
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let wanted = true;
    const client = new ApiClient();
    const params = new URLSearchParams(search);
    const call = { resourceId: resource.id, params };
    const answer =
      record === undefined
        ? client.resourceAction({ ...call, actionName: 'list' })
        : client.recordAction({ ...call, actionName: 'history', recordId: record.id });
    const take = async () => {
      try {
        const { data } = await answer;
        if (!wanted) return;
        setPage(data as EventPage);
        setFailure(undefined);
      } catch (error) {
        if (wanted) setFailure(failureOf(error));
      }
    };
    void take();
    return () => {
      wanted = false;
    };
  }, [search, record?.id, times]);
  return { page, failure, reload: () => setTimes((before) => before + 1) };
}
