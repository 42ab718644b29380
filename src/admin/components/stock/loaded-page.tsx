import { useEffect, useRef, useState, type ComponentType, type ReactNode } from 'react';
import { useLocation, useParams } from 'react-router';
import { LoadFailed } from '../parts/load-failed.tsx';
import { onLoad, type LoadFailure, type PageAddress } from '../parts/page-loads.ts';

/** What a page is loaded for anew: a record for its address, a list for each filter and page as well. */
function useLoadKey({ recordId }: PageAddress): string {
  const { pathname, key } = useLocation();
  return recordId === undefined ? key : pathname;
}

/**
 * What a page is of. AdminJS's routes keep what they loaded for one address while they ask for what another wants, and show
 * an answer that comes late under whatever heading stands there by then: each thing gets a page of its own.
 */
function useThing({ recordId, actionName }: PageAddress): string {
  const { pathname, search } = useLocation();
  // A list and a record's history are filtered and turned by their query; of other pages it says which records they are of.
  const isOfQuery = recordId === undefined && actionName !== undefined;
  return isOfQuery ? pathname + search : pathname;
}

function isSame(page: PageAddress, load: PageAddress): boolean {
  return (
    page.resourceId === load.resourceId &&
    page.recordId === load.recordId &&
    (page.actionName ?? 'list') === load.actionName
  );
}

interface LoadedPageProps {
  readonly OriginalComponent: ComponentType;
}

/** AdminJS's page of a record, a list or many records; where it could not be loaded, why, until it could. */
export default function LoadedPage({ OriginalComponent, ...rest }: LoadedPageProps): ReactNode {
  const params = useParams() as PageAddress;
  const key = useLoadKey(params);
  const thing = useThing(params);
  const [failure, setFailure] = useState<LoadFailure & { readonly key: string }>();
  const [attempt, setAttempt] = useState(0);
  const shown = useRef('');
  const page = useRef({ params, key });
  page.current = { params, key };
  useEffect(
    () =>
      onLoad((load, failed) => {
        const { params: address, key: wanted } = page.current;
        if (!isSame(address, load)) return;
        if (failed === undefined) shown.current = wanted;
        // What is shown stays, with all that was typed into it; a list holds nothing, and AdminJS's would wait for ever.
        else if (shown.current !== wanted || load.actionName === 'list')
          setFailure({ ...failed, key: wanted });
      }),
    [],
  );
  const retry = (): void => {
    setFailure(undefined);
    setAttempt((before) => before + 1);
  };
  if (failure?.key === key) return <LoadFailed failure={failure} onRetry={retry} />;
  return <OriginalComponent key={`${thing} ${attempt}`} {...rest} />;
}
