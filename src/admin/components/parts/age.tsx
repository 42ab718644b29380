import { useEffect, useRef, type ReactNode } from 'react';
import { MomentText, readableAge } from '../../../look/moment.tsx';
import { panelTime } from './time.ts';

interface AgeProps {
  readonly value: unknown;
  readonly isShort?: boolean;
}

/** After how long the exact moment is written, in milliseconds: to format the first one takes as long as to draw a list. */
const LATER = 1000;

function writeExact(element: HTMLElement | null, value: unknown): void {
  const exact = panelTime(new Date(String(value)));
  if (element === null || exact === undefined) return;
  element.title = exact;
  const last = element.lastElementChild;
  if (last) last.textContent = exact;
}

/** How long ago a moment was; which moment, for screen readers and when pointed at. */
export function Age({ value, isShort = false }: AgeProps): ReactNode {
  const element = useRef<HTMLTimeElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => writeExact(element.current, value), LATER);
    return () => clearTimeout(timer);
  }, [value]);
  if (typeof value !== 'string') return null;
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) return null;
  return <MomentText moment={moment} age={readableAge(moment, new Date(), isShort)} element={element} />;
}
