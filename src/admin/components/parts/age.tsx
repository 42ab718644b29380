import type { ReactNode } from 'react';
import { readableAge, readableTime } from './time.ts';

interface AgeProps {
  readonly value: unknown;
  readonly isShort?: boolean;
}

/** How long ago a moment was; which moment, when pointed at. */
export function Age({ value, isShort = false }: AgeProps): ReactNode {
  if (typeof value !== 'string') return null;
  const moment = new Date(value);
  const exact = readableTime(moment);
  if (exact === undefined) return null;
  return (
    <time dateTime={moment.toISOString()} title={exact}>
      {readableAge(moment, new Date(), isShort)}
    </time>
  );
}
