import { useEffect, useRef, useState, type ComponentType, type ReactNode } from 'react';
import { useLocation, useParams } from 'react-router';
import { LoadFailed } from '../parts/load-failed.tsx';
import { onLoad, type LoadFailure, type PageAddress } from '../parts/page-loads.ts';

/** What a page is loaded for anew: a record for its address, a list for each filter and page as well. */
function useLoadKey({ recordId }: PageAddress): string {
  const { pathname, key } = useLocation();
  return recordId === undefined ? key : pathname;
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
  return <OriginalComponent key={attempt} {...rest} />;
}
