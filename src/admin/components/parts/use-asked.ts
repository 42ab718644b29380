import { useEffect, useState } from 'react';
import { failureOf, type LoadFailure } from './page-loads.ts';

/** What is there of what the address asks for. */
export interface Asked<Data> {
  readonly data: Data | undefined;
  /** Whether it is that of the address; false while another is asked for. */
  readonly isCurrent: boolean;
  readonly failure: LoadFailure | undefined;
  readonly retry: () => void;
}

/**
 * Asks for what the address says; what was there before stays until the answer comes.
 *
 * @param ask asks for it; the same for as long as the page is of the same thing.
 * @param of names what the page is of, where that can change while it is shown.
 */
export function useAsked<Data>(
  ask: (params: URLSearchParams) => Promise<{ readonly data: Data }>,
  search: string,
  of?: string,
): Asked<Data> {
  const [taken, setTaken] = useState<{ readonly data: Data; readonly search: string }>();
  const [failure, setFailure] = useState<LoadFailure>();
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let wanted = true;
    const take = async (): Promise<void> => {
      try {
        const { data } = await ask(new URLSearchParams(search));
        if (!wanted) return;
        setTaken({ data, search });
        setFailure(undefined);
      } catch (error) {
        if (wanted) setFailure(failureOf(error));
      }
    };
    void take();
    return () => {
      wanted = false;
    };
  }, [search, of, times]);
  return {
    data: taken?.data,
    isCurrent: taken?.search === search,
    failure,
    retry: () => setTimes((before) => before + 1),
  };
}
