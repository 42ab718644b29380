import { useEffect, useState } from 'react';
import { failureOf, type LoadFailure } from './page-loads.ts';

/** What is there of what the address asks for. */
export interface Asked<Data> {
  readonly data: Data | undefined;
  /** Whether it is that of the address; false while another is asked for. */
  readonly isCurrent: boolean;
  readonly failure: LoadFailure | undefined;
  /** What was asked for when it failed. */
  readonly failedSearch: string | undefined;
  readonly retry: () => void;
}

interface Failed {
  readonly failure: LoadFailure;
  readonly search: string;
}

/**
 * Asks for what the address says; what was there before stays until the answer comes.
 *
 * @param ask asks for it; the same for as long as the page is of the same thing.
 * @param search what is asked; undefined: nothing is.
 * @param of names what the page is of, where that can change while it is shown.
 */
export function useAsked<Data>(
  ask: (params: URLSearchParams) => Promise<{ readonly data: Data }>,
  search: string | undefined,
  of?: string,
): Asked<Data> {
  const [taken, setTaken] = useState<{ readonly data: Data; readonly search: string }>();
  const [failed, setFailed] = useState<Failed>();
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (search === undefined) return undefined;
    let wanted = true;
    const take = async (): Promise<void> => {
      try {
        const { data } = await ask(new URLSearchParams(search));
        if (!wanted) return;
        setTaken({ data, search });
        setFailed(undefined);
      } catch (error) {
        if (wanted) setFailed({ failure: failureOf(error), search });
      }
    };
    void take();
    return () => {
      wanted = false;
    };
  }, [search, of, times]);
  return {
    data: taken?.data,
    isCurrent: taken !== undefined && taken.search === search,
    failure: failed?.failure,
    failedSearch: failed?.search,
    retry: () => setTimes((before) => before + 1),
  };
}
