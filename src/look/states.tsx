import type { ReactElement, ReactNode } from 'react';
import { LineIcon } from './icon.tsx';

interface EmptyStateProps {
  readonly heading?: string;
  readonly text: string;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** Stands where there is nothing to show, with what to do next. */
export function EmptyState({ heading, text, children }: EmptyStateProps): ReactElement {
  return (
    <div className="empty">
      <LineIcon name="empty" />
      {heading === undefined ? null : <h2>{heading}</h2>}
      <p>{text}</p>
      {children}
    </div>
  );
}

interface ErrorBlockProps {
  /** Of HTTP, where there was an answer. */
  readonly status?: number | undefined;
  readonly heading: string;
  readonly message: string;
  /** Under which an administrator finds the request in the log. */
  readonly requestId?: string | undefined;
  /** The way on. */
  readonly children?: ReactNode;
}

/** Stands in the place of a page that could not be shown: what happened, and what to do. */
export function ErrorBlock({ status, heading, message, requestId, children }: ErrorBlockProps): ReactElement {
  return (
    <section className="error-block">
      <p className="error-status" aria-hidden="true">
        <LineIcon name="fault" />
        {status}
      </p>
      <h1>{heading}</h1>
      <p>{message}</p>
      {requestId === undefined ? null : (
        <p className="error-number">
          If you ask IT for help, name this request: <code>{requestId}</code>
        </p>
      )}
      <div className="error-ways">{children}</div>
    </section>
  );
}

interface NoticeProps {
  readonly kind: 'done' | 'fault';
  readonly children: ReactNode;
}

/** What has just been done, or why it could not be done; it is read out as soon as it is there. */
export function Notice({ kind, children }: NoticeProps): ReactElement {
  return (
    <div className={`notice notice-${kind}`} role={kind === 'fault' ? 'alert' : 'status'}>
      <LineIcon name={kind} />
      <div className="notice-text">{children}</div>
    </div>
  );
}
