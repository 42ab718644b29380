import { ApiClient } from 'adminjs';
import { useEffect, useState } from 'react';

/** A count that was read no further than a limit. */
interface Count {
  readonly count: number;
  readonly more: boolean;
}

/**
 * How many rows each value of an open filter would leave; undefined until that is known.
 *
 * @param search the list's address, whose view, search and other filters count.
 */
export function useCounts(
  resourceId: string,
  filter: string,
  values: readonly string[],
  search: string,
): Readonly<Record<string, Count>> | undefined {
  const [counts, setCounts] = useState<Readonly<Record<string, Count>>>();
  const wantedValues = values.join(',');
  useEffect(() => {
    if (wantedValues === '') return undefined;
    let wanted = true;
    const params = new URLSearchParams(search);
    params.set('of', filter);
    params.set('values', wantedValues);
    new ApiClient().resourceAction({ resourceId, actionName: 'counts', params }).then(
      ({ data }) => wanted && setCounts((data as { counts?: Readonly<Record<string, Count>> }).counts),
      // Without the numbers the choices are as good.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [resourceId, filter, wantedValues, search]);
  return counts;
}
