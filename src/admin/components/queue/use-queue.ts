import { ApiClient, useNotice, type RecordJSON } from 'adminjs';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';

/** A count that was read no further than a limit. */
export interface Count {
  readonly count: number;
  readonly more: boolean;
}

/** A page of the queue, as the server answers it. */
export interface QueuePage {
  readonly records: RecordJSON[];
  readonly meta: {
    readonly total: number;
    readonly more: boolean;
    readonly page: number;
    readonly pages: number;
    readonly perPage: number;
    readonly sortBy?: string;
    readonly direction: 'asc' | 'desc';
    readonly view: string;
    readonly views: Readonly<Record<string, Count>>;
  };
}

/** Asks AdminJS's way for a page that was changed elsewhere. */
const REFRESH = 'refresh';

/** The page of the queue that the address asks for. */
export function useQueue(): { page: QueuePage | undefined; isLoading: boolean; reload: () => void } {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const addNotice = useNotice();
  const [page, setPage] = useState<QueuePage>();
  const [isLoading, setLoading] = useState(true);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const query = new URLSearchParams(search);
    if (query.has(REFRESH)) {
      query.delete(REFRESH);
      navigate({ pathname, search: query.toString() }, { replace: true });
      return undefined;
    }
    let wanted = true;
    setLoading(true);
    new ApiClient()
      .resourceAction({ resourceId: 'complaints', actionName: 'list', params: query })
      .then(
        ({ data }) => wanted && setPage(data as unknown as QueuePage),
        () => wanted && addNotice({ message: 'errorFetchingRecords', type: 'error' }),
      )
      .finally(() => wanted && setLoading(false));
    return () => {
      wanted = false;
    };
  }, [search, times]);
  return { page, isLoading, reload: () => setTimes((before) => before + 1) };
}
