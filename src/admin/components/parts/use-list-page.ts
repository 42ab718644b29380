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
  /** The query of the address that it answers; another one may be asked for by now. */
  readonly search: string;
}

/** Asks AdminJS's way for a page that was changed elsewhere. */
const REFRESH = 'refresh';

interface Answer<Meta extends PageMeta> {
  readonly list: PackedList;
  readonly meta: Meta;
}

/** What was answered, and to which query. */
interface Taken<Meta extends PageMeta> {
  readonly answer: Answer<Meta>;
  readonly search: string;
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

/** What the page asked for by itself, where that came already. */
function firstTaken<Meta extends PageMeta>(resourceId: string, search: string): Taken<Meta> | undefined {
  const answer = firstList(resourceId, search)?.answer as Answer<Meta> | undefined;
  return answer && { answer, search };
}

/** The page of a resource's list that the address asks for; until it comes, the one of the same list that was there before. */
export function useListPage<Meta extends PageMeta>(
  resourceId: string,
): { page: ListPage<Meta> | undefined; isLoading: boolean; reload: () => void } {
  const { pathname, search, state } = useLocation();
  const navigate = useNavigate();
  const addNotice = useNotice();
  const [taken, setTaken] = useState(() => firstTaken<Meta>(resourceId, search));
  const [isLoading, setLoading] = useState(taken === undefined);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const query = new URLSearchParams(search);
    if (query.has(REFRESH)) {
      query.delete(REFRESH);
      navigate({ pathname, search: query.toString() }, { replace: true });
      return undefined;
    }
    const first = takeFirstList(resourceId, search);
    if (taken !== undefined && first?.answer === taken.answer) return undefined;
    let wanted = true;
    setLoading(true);
    const called = (first?.call ?? Promise.resolve()) as Promise<Answer<Meta> | undefined>;
    called
      .then((early) => early ?? askList<Meta>(resourceId, query))
      .then((data) => wanted && setTaken({ answer: data, search }))
      .catch(() => wanted && addNotice({ message: 'errorFetchingRecords', type: 'error' }))
      .finally(() => wanted && setLoading(false));
    return () => {
      wanted = false;
    };
  }, [resourceId, search, state, times]);
  // Here, so that an answer that cannot be put together is told like everything that cannot be drawn.
  const page = useMemo(
    () => taken && { records: unpackList(taken.answer.list), meta: taken.answer.meta, search: taken.search },
    [taken],
  );
  return { page, isLoading, reload: () => setTimes((before) => before + 1) };
}
