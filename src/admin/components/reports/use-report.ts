import type { LoadFailure } from '../parts/page-loads.ts';
import { useAsked } from '../parts/use-asked.ts';

/** What is wrong with what the address asks, by its name there. */
export type Refused = Readonly<Record<string, string>>;

/** What a page with a report shows. */
export interface AskedReport<Data> {
  /** The answer to what the address asks, or to what it asked before; undefined where it cannot be asked. */
  readonly answer: Data | undefined;
  /** What the page has beside the report, which is there whatever is asked. */
  readonly beside: Data | undefined;
  /** Whether the answer is that of the address; false while another is asked for. */
  readonly isCurrent: boolean;
  readonly refused: Refused | undefined;
  /** Why there is nothing to show at all. */
  readonly fault: LoadFailure | undefined;
  readonly retry: () => void;
}

/** What of a question was refused; undefined: something else failed. */
function refusalOf({ fields, status, message }: LoadFailure, search: string): Refused | undefined {
  if (Object.keys(fields).length > 0) return fields;
  // Somebody asked for the work of somebody else.
  const isOthers = status === 403 && new URLSearchParams(search).has('engineerId');
  return isOthers && message !== undefined ? { engineerId: message } : undefined;
}

/**
 * Asks for a page with the report of its address. Where that cannot be asked, what is wrong is told, and all else of the page is asked
 * for without it.
 *
 * @param ask the same for as long as the page is shown.
 * @param others what the page is asked beside its report.
 */
export function useReport<Data>(
  ask: (params: URLSearchParams) => Promise<{ readonly data: Data }>,
  search: string,
  others = '',
): AskedReport<Data> {
  const whole = [search, others].filter((part) => part !== '').join('&');
  const { data, isCurrent, failure, failedSearch = '', retry } = useAsked(ask, whole);
  const refusal = failure && refusalOf(failure, failedSearch);
  const refused = failedSearch === whole ? refusal : undefined;
  const rest = useAsked(ask, refusal !== undefined && data === undefined ? others : undefined);
  return {
    answer: refused === undefined ? data : undefined,
    beside: data ?? rest.data,
    isCurrent,
    refused,
    fault: refusal === undefined ? failure : rest.failure,
    retry: refusal === undefined ? retry : rest.retry,
  };
}
