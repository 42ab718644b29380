import { ApiClient } from 'adminjs';
import { useEffect, useState } from 'react';

/** A record that can be chosen. */
export interface Choice {
  readonly id: string;
  readonly title: string;
}

/** As many as AdminJS's search answers at most: there may be more. */
export const SEARCH_LIMIT = 50;

/** Asks for the records of a resource whose title has the text. */
export async function searchChoices(resourceId: string, query: string): Promise<Choice[]> {
  // AdminJS's types promise text; what comes is what the database has.
  const records: readonly { id: string | number; title: string }[] = await new ApiClient().searchRecords({
    resourceId,
    query,
  });
  return records.map(({ id, title }) => ({ id: String(id), title }));
}

/** The records of a small resource, to choose from; undefined until they are there. */
export function useRecordsOf(resourceId: string | null | undefined): readonly Choice[] | undefined {
  const [choices, setChoices] = useState<readonly Choice[]>();
  useEffect(() => {
    if (!resourceId) return undefined;
    let wanted = true;
    searchChoices(resourceId, '').then(
      (found) => wanted && setChoices(found),
      () => wanted && setChoices([]),
    );
    return () => {
      wanted = false;
    };
  }, [resourceId]);
  return choices;
}
