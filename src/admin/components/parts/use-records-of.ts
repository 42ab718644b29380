import { ApiClient } from 'adminjs';
import { useEffect, useState } from 'react';

/** A record that can be chosen. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  /** What the record says of itself. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** As many as AdminJS's search answers at most: there may be more. */
export const SEARCH_LIMIT = 50;

const ACTIVE = { 'filters.isActive': 'true' };

/** Asks for the records of a resource whose title has the text; on request only for those in use. */
export async function searchChoices(
  resourceId: string,
  query: string,
  activeOnly = false,
): Promise<Choice[]> {
  // AdminJS's types promise text; what comes is what the database has.
  const call = { resourceId, actionName: 'search', query, ...(activeOnly ? { params: ACTIVE } : {}) };
  const { data } = await new ApiClient().resourceAction(call);
  const { records = [] } = data as { records?: readonly (Omit<Choice, 'id'> & { id: string | number })[] };
  return records.map(({ id, title, params }) => ({ id: String(id), title, params }));
}

/** The records of a small resource, to choose from; undefined until they are there. */
export function useRecordsOf(
  resourceId: string | null | undefined,
  activeOnly = false,
): readonly Choice[] | undefined {
  const [choices, setChoices] = useState<readonly Choice[]>();
  useEffect(() => {
    if (!resourceId) return undefined;
    let wanted = true;
    searchChoices(resourceId, '', activeOnly).then(
      (found) => wanted && setChoices(found),
      () => wanted && setChoices([]),
    );
    return () => {
      wanted = false;
    };
  }, [resourceId]);
  return choices;
}
