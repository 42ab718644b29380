import { ApiClient, type ActionProps } from 'adminjs';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { flushSync } from 'react-dom';
import { MOST_PRINTED, useBeforePrint } from '../parts/printing.ts';
import type { LoadFailure } from '../parts/page-loads.ts';
import { useAsked } from '../parts/use-asked.ts';

/** The server gives no more at once. */
const AT_ONCE = 200;

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

/** What is there of the page that the address asks for. */
export interface Loaded {
  readonly page: EventPage | undefined;
  /** Whether the page is that of the address; false while another is asked for. */
  readonly isCurrent: boolean;
  readonly failure: LoadFailure | undefined;
  readonly reload: () => void;
}

type Asked = Pick<ActionProps, 'resource' | 'record'>;

async function askEvents({ resource, record }: Asked, params: URLSearchParams): Promise<EventPage> {
  const client = new ApiClient();
  const call = { resourceId: resource.id, params };
  const { data } =
    record === undefined
      ? await client.resourceAction({ ...call, actionName: 'list' })
      : await client.recordAction({ ...call, actionName: 'history', recordId: record.id });
  return data as EventPage;
}

/** All of the log that the address asks for, as far as it is printed. */
async function readWhole(of: Asked, search: string): Promise<EventPage> {
  const events: EventLine[] = [];
  const query = new URLSearchParams(search);
  query.set('perPage', String(AT_ONCE));
  let next: number | null = null;
  do {
    const page = await askEvents(of, query);
    events.push(...page.events);
    ({ next } = page);
    query.set('after', String(next));
  } while (next !== null && events.length < MOST_PRINTED);
  return { events, next };
}

/** The page of the log that the address asks for: of everything, or of one record. */
export function useEvents({ resource, record }: ActionProps): Loaded {
  const { search } = useLocation();
  const [printed, setPrinted] = useState<EventPage>();
  const ask = async (params: URLSearchParams) => ({ data: await askEvents({ resource, record }, params) });
  const { data, isCurrent, failure, retry } = useAsked(ask, search, record?.id);
  const load = async (): Promise<void> => {
    const page = await readWhole({ resource, record }, search);
    flushSync(() => setPrinted(page));
  };
  useBeforePrint(load, () => setPrinted(undefined));
  return { page: printed ?? data, isCurrent, failure, reload: retry };
}
