import { ApiClient, useNotice, type RecordJSON } from 'adminjs';
import { useEffect, useMemo, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { firstList, takeFirstList } from './first-list.ts';
import { unpackList, type PackedList } from './packed-list.ts';

/** What every list tells of its page. */
export interface PageMeta {
  readonly total: number;
  readonly page: number;
  readonly perPage: number;
  readonly sortBy?: string;
  readonly direction: 'asc' | 'desc';
}

/** The ready-made views of a list that has some: which is shown, and how many rows each has. */
export interface ViewsMeta extends PageMeta {
  readonly view?: string;
  readonly views?: Readonly<Record<string, { readonly count: number; readonly more: boolean }>>;
}

/** A page of a list with its records put together. */
export interface ListPage<Meta extends PageMeta> {
  readonly records: RecordJSON[];
  readonly meta: Meta;
}

/** Asks AdminJS's way for a page that was changed elsewhere. */
const REFRESH = 'refresh';

interface Answer<Meta extends PageMeta> {
  readonly list: PackedList;
  readonly meta: Meta;
}

/** Asks for the page of a resource's list that `params` name. */
export async function askList<Meta extends PageMeta>(
  resourceId: string,
  params: URLSearchParams,
): Promise<Answer<Meta>> {
  // What rows share stands once in the answer; others who ask get AdminJS's records.
  params.set('packed', '1');
  const { data } = await new ApiClient().resourceAction({ resourceId, actionName: 'list', params });
  return data as Answer<Meta>;
}

/** The page of a resource's list that the address asks for. */
export function useListPage<Meta extends PageMeta>(
  resourceId: string,
): { page: ListPage<Meta> | undefined; isLoading: boolean; reload: () => void } {
  const { pathname, search, state } = useLocation();
  const navigate = useNavigate();
  const addNotice = useNotice();
  const [answer, setAnswer] = useState(
    () => firstList(resourceId, search)?.answer as Answer<Meta> | undefined,
  );
  const [isLoading, setLoading] = useState(answer === undefined);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const query = new URLSearchParams(search);
    if (query.has(REFRESH)) {
      query.delete(REFRESH);
      navigate({ pathname, search: query.toString() }, { replace: true });
      return undefined;
    }
    const first = takeFirstList(resourceId, search);
    if (answer !== undefined && first?.answer === answer) return undefined;
    let wanted = true;
    setLoading(true);
    const called = (first?.call ?? Promise.resolve()) as Promise<Answer<Meta> | undefined>;
    called
      .then((early) => early ?? askList<Meta>(resourceId, query))
      .then((data) => wanted && setAnswer(data))
      .catch(() => wanted && addNotice({ message: 'errorFetchingRecords', type: 'error' }))
      .finally(() => wanted && setLoading(false));
    return () => {
      wanted = false;
    };
  }, [resourceId, search, state, times]);
  // Here, so that an answer that cannot be put together is told like everything that cannot be drawn.
  const page = useMemo(() => answer && { records: unpackList(answer.list), meta: answer.meta }, [answer]);
  return { page, isLoading, reload: () => setTimes((before) => before + 1) };
}
