import { Icon } from '@adminjs/design-system';
import { useTranslation, ViewHelpers } from 'adminjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { LiveRun } from './use-runs.ts';

const views = new ViewHelpers();

/** Seconds that are left, counted down. */
function useSecondsTo(moment: number): number {
  const [now, setNow] = useState(Date.now);
  const left = Math.max(0, Math.ceil((moment - now) / 1000));
  useEffect(() => {
    if (left === 0) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), 250);
    return () => clearTimeout(timer);
  }, [left, now, moment]);
  return left;
}

function LeftOutList({ run }: { readonly run: LiveRun }): ReactNode {
  const { translateLabel } = useTranslation();
  const further = run.refused - run.leftOut.length;
  return (
    <ul className="p-bulk-left" tabIndex={0} aria-label={translateLabel('leftOut', 'complaints')}>
      {run.leftOut.map(({ id, title, reason }) => (
        <li key={id}>
          {title === '' ? (
            <span>#{id}</span>
          ) : (
            <Link to={views.showUrl('complaints', String(id))}>
              #{id} {title}
            </Link>
          )}
          <span className="p-hint">{reason}</span>
        </li>
      ))}
      {further > 0 && <li>{translateLabel('furtherLeftOut', 'complaints', { count: further })}</li>}
    </ul>
  );
}

interface RunCardProps {
  readonly run: LiveRun;
  /** It was begun on this page: the focus goes to it. */
  readonly isFresh: boolean;
  readonly onStop: () => void;
  readonly onUndo: () => void;
  readonly onDismiss: () => void;
}

/** How far a run is; then what became of it, which complaints were left out and why, and the way back. */
export function RunCard({ run, isFresh, onStop, onUndo, onDismiss }: RunCardProps): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const text = useRef<HTMLParagraphElement>(null);
  const seconds = useSecondsTo(run.undoUntil);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (isFresh) text.current?.focus();
  }, []);
  const { isDone, total, done, kept, refused, summary } = run;
  const isStopping = useRef(false);
  const stop = (): void => {
    isStopping.current = true;
    onStop();
  };
  useEffect(() => {
    // The button is gone.
    if (isDone && isStopping.current) text.current?.focus();
  }, [isDone]);
  const button = (name: string): string => translateButton(name, 'complaints');
  return (
    <section className="p-bulk-run" aria-label={translateLabel('bulkRun', 'complaints')} data-run={run.id}>
      <div className="p-bulk-line">
        <Icon icon={isDone ? (refused > 0 ? 'AlertCircle' : 'CheckCircle') : 'Loader'} />
        <p ref={text} tabIndex={-1} role={isDone ? 'status' : undefined}>
          {summary}
        </p>
        {!isDone && (
          <button type="button" className="p-button" onClick={stop}>
            {button('stopRun')}
          </button>
        )}
        {isDone && refused > 0 && (
          <button type="button" className="p-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {button(isOpen ? 'hideWhy' : 'showWhy')}
          </button>
        )}
        {isDone && seconds > 0 && (
          <button type="button" className="p-button" onClick={onUndo}>
            {button('undo')} <span aria-hidden="true">({seconds})</span>
          </button>
        )}
        {isDone && (
          <button
            type="button"
            className="p-icon-button"
            aria-label={button('dismissRun')}
            onClick={onDismiss}
          >
            <Icon icon="X" />
          </button>
        )}
      </div>
      {!isDone && <progress max={total} value={done + kept + refused} aria-label={summary} />}
      {isOpen && <LeftOutList run={run} />}
    </section>
  );
}
