import { useEffect, useRef, type ReactNode } from 'react';
import { readableAge, readableTime } from './time.ts';

interface AgeProps {
  readonly value: unknown;
  readonly isShort?: boolean;
}

/** After how long the exact moment is written, in milliseconds: to format the first one takes as long as to draw a list. */
const LATER = 1000;

/** How long ago a moment was; which moment, when pointed at. */
export function Age({ value, isShort = false }: AgeProps): ReactNode {
  const element = useRef<HTMLTimeElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (element.current) element.current.title = readableTime(new Date(String(value))) ?? '';
    }, LATER);
    return () => clearTimeout(timer);
  }, [value]);
  if (typeof value !== 'string') return null;
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) return null;
  return (
    <time dateTime={moment.toISOString()} ref={element}>
      {readableAge(moment, new Date(), isShort)}
    </time>
  );
}
