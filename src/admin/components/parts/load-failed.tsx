import { useTranslation } from 'adminjs';
import { useEffect, type ReactNode } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { ErrorBlock } from '../../../look/states.tsx';
import type { LoadFailure } from './page-loads.ts';

interface Notice {
  readonly id: string;
  readonly message: string;
}

/** What AdminJS says of every page that was not loaded, whatever the reason. */
const VAGUE = new Set(['errorFetchingRecord', 'errorFetchingRecords']);

/** Takes AdminJS's own words off the screen: the page says more. */
function useNoVagueNotices(): void {
  const notices = useSelector(({ notices: all }: { notices: readonly Notice[] }) => all);
  const dispatch = useDispatch();
  useEffect(() => {
    for (const { id, message } of notices) {
      if (VAGUE.has(message)) dispatch({ type: 'DROP_NOTICE', data: { noticeId: id } });
    }
  }, [notices]);
}

function kindOf(status: number): 'offline' | 'forbidden' | 'gone' | 'fault' {
  if (status === 0) return 'offline';
  if (status === 403) return 'forbidden';
  return status === 404 ? 'gone' : 'fault';
}

interface LoadFailedProps {
  readonly failure: LoadFailure;
  readonly onRetry: () => void;
}

/** Stands in the place of a page that could not be loaded, says why, and stays until it could. */
export function LoadFailed({ failure, onRetry }: LoadFailedProps): ReactNode {
  const { translateButton, translateMessage } = useTranslation();
  const { status, message, requestId } = failure;
  const kind = kindOf(status);
  useNoVagueNotices();
  useEffect(() => {
    if (kind !== 'offline') return undefined;
    addEventListener('online', onRetry);
    return () => removeEventListener('online', onRetry);
  }, [kind, onRetry]);
  return (
    <div className="p-load-failed" role="alert">
      <ErrorBlock
        status={status === 0 ? undefined : status}
        heading={translateMessage(`load_${kind}`)}
        message={message ?? translateMessage(`load_${kind}Help`)}
        requestId={kind === 'fault' ? requestId : undefined}
      >
        <button type="button" className="p-button p-primary" onClick={onRetry}>
          {translateButton('tryAgain')}
        </button>
      </ErrorBlock>
    </div>
  );
}
